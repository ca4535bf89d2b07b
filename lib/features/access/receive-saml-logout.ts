import type { SignalSubject } from "@/lib/model/access/signals";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "@/lib/protocols/own-settings";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import type { LogoutDelivery } from "@/lib/protocols/saml/logout/logout-settings";
import {
  type ReceivedLogout,
  receiveLogoutRequest,
  receiveLogoutResponse,
} from "@/lib/protocols/saml/logout/receive-logout";
import { sendLogoutResponse } from "@/lib/protocols/saml/logout/send-logout";
import type { LogoutRequest } from "@/lib/protocols/saml/logout/verify-logout-request";
import type { LogoutAnswer } from "@/lib/protocols/saml/logout/verify-logout-response";
import { endBySignal } from "./end-by-signal";
import { recordRefusedSignal } from "./record-refused-signal";

/** What becomes of a message at a connection's single logout address. */
export type SamlLogoutResult =
  | { outcome: "not_found" }
  /** Nothing was changed, and the provider is not answered: it is not proven that it asks. */
  | { outcome: "refused"; code: SamlLogoutRefusal }
  /** The browser brings our answer to the provider. */
  | { outcome: "answered"; redirect: ProviderRedirect }
  /** What was asked for is done, and the connection knows no address for an answer. */
  | { outcome: "signed_out" }
  /** The provider answers a request of ours. Whether of this browser, the caller checks. */
  | { outcome: "returned"; answer: LogoutAnswer };

interface Received {
  connectionId: string;
  delivery: LogoutDelivery;
}

/**
 * Serves a provider's LogoutRequest (docs/saml.md#single-logout): verifies it by `lib/protocols/saml/logout`, ends what
 * it demands, once, and returns the answer. A refused one is kept for the connection's administrators.
 */
export async function receiveSamlLogoutRequest(
  deps: SsoDependencies,
  input: Received,
): Promise<SamlLogoutResult> {
  const received = await findConnection(deps, input);
  if (received === null) return { outcome: "not_found" };
  if (received === "not_live") return { outcome: "refused", code: "logout_connection_inactive" };
  const verified = await receiveLogoutRequest(deps, received);
  const { checks } = verified;
  if (verified.outcome === "refused") {
    await keepRefusal(deps, received, verified.refusal.code, checks);
    const { answerable: to } = verified;
    const redirect = to && (await sendLogoutResponse(deps, received, { to, status: "requester" }));
    return redirect ? { outcome: "answered", redirect } : { outcome: "refused", code: verified.refusal.code };
  }
  const { request } = verified;
  const ended = await endBySignal(deps, {
    connection: received.connection,
    kind: "saml_logout",
    tokenId: request.id,
    subject: subjectOf(received, request),
    checks,
  });
  if (ended.outcome === "replayed") {
    await keepRefusal(deps, received, "logout_replayed", checks);
    return { outcome: "refused", code: "logout_replayed" };
  }
  const redirect = await sendLogoutResponse(deps, received, { to: request, status: "success" });
  return redirect ? { outcome: "answered", redirect } : { outcome: "signed_out" };
}

/** Verifies a provider's answer to the request that we sent a browser with after its sign-out here. */
export async function receiveSamlLogoutResponse(
  deps: SsoDependencies,
  input: Received,
): Promise<SamlLogoutResult> {
  const received = await findConnection(deps, input);
  if (received === null) return { outcome: "not_found" };
  if (received === "not_live") return { outcome: "refused", code: "logout_connection_inactive" };
  const verified = await receiveLogoutResponse(deps, received);
  if (verified.outcome === "accepted") return { outcome: "returned", answer: verified.answer };
  await keepRefusal(deps, received, verified.refusal.code, verified.checks);
  return { outcome: "refused", code: verified.refusal.code };
}

async function findConnection(
  deps: SsoDependencies,
  { connectionId, delivery }: Received,
): Promise<ReceivedLogout | "not_live" | null> {
  const found = await deps.store.connectionLookup.withLive(connectionId, null);
  if (found?.connection.protocol !== "saml") return null;
  const { connection, live } = found;
  return live ? { connection, live, delivery } : "not_live";
}

/**
 * The person as a sign-in names them. If an attribute identifies people here, the NameID may be transient and means
 * nothing to us: then only the sessions count that the provider names, and without any there is nobody to find.
 */
function subjectOf({ live }: ReceivedLogout, { nameId, sessionIndexes }: LogoutRequest): SignalSubject {
  const { entityId, subjectAttribute } = ownSettings("saml", live.settings);
  const identity = subjectAttribute === null ? { issuer: entityId, subject: nameId.value } : null;
  return { identity, email: null, sessionIndexes };
}

function keepRefusal(
  deps: SsoDependencies,
  { connection }: ReceivedLogout,
  code: SamlLogoutRefusal,
  checks: readonly Check[],
): Promise<void> {
  return recordRefusedSignal(deps, { connection, kind: "saml_logout", code, checks });
}
