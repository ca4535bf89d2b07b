import type { SignalKind } from "@/lib/model/access/signals";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "@/lib/protocols/own-settings";
import { validateLogoutToken } from "@/lib/protocols/signals/logout-token";
import { validateRevocation } from "@/lib/protocols/signals/revocation";
import { validateSecurityEvent } from "@/lib/protocols/signals/security-event";
import { type OpenSignal, openSignal, refuseSignal, type SignalAnswer, serveSignal } from "./open-signal";

/** The addresses at which a connection's provider tells us that somebody's access ends. */
export function signalAddresses(appUrl: string, connectionId: string) {
  return {
    backchannelLogout: `${appUrl}/api/sso/oidc/${connectionId}/backchannel-logout`,
    globalTokenRevocation: `${appUrl}/api/events/global-token-revocation/${connectionId}`,
    securityEvents: `${appUrl}/api/events/ssf/${connectionId}`,
  };
}

/** A logout token (OpenID Connect Back-Channel Logout 1.0), which ends what a session at the provider has opened. */
export async function receiveLogoutToken(
  deps: SsoDependencies,
  input: { connectionId: string; token: string },
): Promise<SignalAnswer> {
  const kind = "oidc_logout";
  const open = await openSignal(deps, { ...input, kind });
  if ("outcome" in open) return open;
  const { connection, live, source, token, checks } = open;
  if (connection.protocol !== "oidc") return { outcome: "no_connection" };
  const { clientId } = ownSettings("oidc", live.settings);
  // Only the issuer of the sign-ins: the provider's other names are for other standards.
  const expected = { issuer: source.identityIssuer, clientId, now: deps.now() };
  const read = validateLogoutToken(token, expected, checks);
  if (!read.ok) return refuseSignal(deps, { connection, kind, code: read.refusal.code, checks });
  return serveSignal(deps, open, { kind, ...read.value });
}

/** Okta's Universal Logout: everything that a person holds is revoked. `body` is the request's JSON, as it came. */
export async function receiveRevocation(
  deps: SsoDependencies,
  input: { connectionId: string; token: string; body: unknown },
): Promise<SignalAnswer> {
  const kind = "global_token_revocation";
  const open = await openSignal(deps, { ...input, kind });
  if ("outcome" in open) return open;
  const { connection, issuer, token, checks } = open;
  const endpoint = signalAddresses(deps.appUrl, input.connectionId).globalTokenRevocation;
  const expected = { issuer, endpoint, now: deps.now(), known: knownIssuers(open) };
  const read = validateRevocation(token, input.body, expected, checks);
  if (!read.ok) return refuseSignal(deps, { connection, kind, code: read.refusal.code, checks });
  return serveSignal(deps, open, { kind, ...read.value });
}

/** A pushed Security Event Token (RFC 8935) with an event of CAEP. */
export async function receiveSecurityEvent(
  deps: SsoDependencies,
  input: { connectionId: string; token: string },
): Promise<SignalAnswer> {
  const kind: SignalKind = "session_revoked";
  const open = await openSignal(deps, { ...input, kind });
  if ("outcome" in open) return open;
  const { connection, issuer, token, checks } = open;
  const audiences = [signalAddresses(deps.appUrl, input.connectionId).securityEvents, deps.appUrl];
  const expected = { issuer, audiences, now: deps.now(), known: knownIssuers(open) };
  const read = validateSecurityEvent(token, expected, checks);
  if (!read.ok) return refuseSignal(deps, { connection, kind, code: read.refusal.code, checks });
  const { value } = read;
  if (value.about === "stream") return { outcome: "heard" };
  const { tokenId, subject } = value;
  return serveSignal(deps, open, { kind: value.kind, tokenId, subject });
}

const knownIssuers = ({ source }: OpenSignal) => ({
  issuers: [source.identityIssuer, ...source.issuers.map(({ issuer }) => issuer)],
  identityIssuer: source.identityIssuer,
});
