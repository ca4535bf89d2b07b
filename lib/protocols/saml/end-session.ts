import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "../own-settings";
import type { EndSessionRequest, ProviderRedirect } from "../protocol-module";
import { sendLogoutRequest } from "./logout/send-logout";
import { readSignOutHint } from "./logout/sign-out-hint";

/**
 * Our LogoutRequest after a sign-out here (SAML Profiles 4.4.3.1); `null` if the provider takes none, or nothing was
 * kept of the sign-in. Its ID contains `state`, so that the answer leads back to this browser.
 */
export async function endSamlSession(
  deps: SsoDependencies,
  { connection, configuration, hint, state }: EndSessionRequest,
): Promise<ProviderRedirect | null> {
  const { entityId } = ownSettings("saml", configuration.settings);
  const named = hint === null ? null : readSignOutHint(hint, entityId);
  if (named === null) return null;
  const { nameId, sessionIndex } = named;
  return sendLogoutRequest(
    deps,
    { connection, live: configuration },
    { id: `${requestPrefix}${state}`, nameId, sessionIndex },
  );
}

/** An ID is an XML name, which a digit may not begin. */
const requestPrefix = "_";

/** The state of the sign-out that a request of ours belongs to, by its ID. */
export const stateOfRequest = (id: string): string =>
  id.startsWith(requestPrefix) ? id.slice(requestPrefix.length) : "";
