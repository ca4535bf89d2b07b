import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { interactionOf } from "./application-of-return-path";

/** What an application asks of how the person signs in, for the identity provider to read. */
export interface RequestedAuthentication {
  /** Authentication contexts, most wanted first. */
  acrValues: string[];
  /** Languages, as the application wrote them (RFC 5646, separated by spaces). */
  uiLocales: string | null;
}

/** Nothing is requested. */
export const nothingRequested: RequestedAuthentication = { acrValues: [], uiLocales: null };

const mostValues = 8;
/** What we say ourselves of sign-ins that no provider has described. */
const ownValues: readonly string[] = ["sso", "password"];
const acrValue = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
const locales = /^[A-Za-z0-9-]{1,35}(?: [A-Za-z0-9-]{1,35}){0,9}$/;

/** What the application wants that waits behind a sign-in, if one does: `acr_values` and `ui_locales` are passed on. */
export async function requestedAuthentication(
  { store, secrets, vault, now }: Pick<Dependencies, "store" | "secrets" | "vault" | "now">,
  returnTo: string | null,
): Promise<RequestedAuthentication> {
  const uid = interactionOf(returnTo);
  const record = uid ? await store.providerRecords.byId(secrets.hash(`Interaction:${uid}`), now()) : null;
  if (!record) return nothingRequested;
  const { params } = JSON.parse(vault.open(record.payloadSealed, sealContexts.providerRecord(record.id))) as {
    params?: Record<string, unknown>;
  };
  const text = (name: string) => (typeof params?.[name] === "string" ? String(params[name]).trim() : "");
  const uiLocales = text("ui_locales");
  return {
    acrValues: text("acr_values")
      .split(" ")
      .filter((value) => acrValue.test(value) && !ownValues.includes(value))
      .slice(0, mostValues),
    uiLocales: locales.test(uiLocales) ? uiLocales : null,
  };
}
