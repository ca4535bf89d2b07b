import type { SignalSubject } from "@/lib/model/access/signals";
import { done } from "@/lib/protocols/check-log";
import { isObject, type ReadSignal, type SignalChecks, type SignalStep, type SignedToken } from "./step";
import { validateTokenClaims } from "./token-claims";

const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";

/** A provider that repeats a logout token signs it again: an old one is a copy. */
const maxAgeSeconds = 600;

/**
 * Validates a logout token whose signature is valid (OpenID Connect Back-Channel Logout 1.0 §2.6). An ID token is none:
 * it has a nonce, and no logout event.
 */
export function validateLogoutToken(
  { type, claims }: SignedToken,
  expected: { issuer: string; clientId: string; now: Date },
  checks: SignalChecks,
): SignalStep<ReadSignal<SignalSubject>> {
  // §2.4 recommends logout+jwt. A token of another type was made for something else.
  if (type !== null && type !== "logout+jwt" && type !== "jwt")
    return checks.refuse("signal_type", "token_type", type, "logout+jwt");
  checks.pass("token_type", type, "logout+jwt");
  const { issuer, clientId, now } = expected;
  const id = validateTokenClaims(claims, { issuer, audiences: [clientId], now, maxAgeSeconds }, checks);
  if (!id.ok) return id;
  const { events, nonce, sub, sid } = claims;
  if (!isObject(events) || !isObject(events[logoutEvent]))
    return checks.refuse("signal_event", "event", events, logoutEvent);
  checks.pass("event", logoutEvent, logoutEvent);
  if (nonce !== undefined) return checks.refuse("signal_nonce", "nonce", "a nonce", "none");
  const isText = (value: unknown) => value === undefined || (typeof value === "string" && value !== "");
  if (!isText(sub) || !isText(sid) || (sub === undefined && sid === undefined))
    return checks.refuse("signal_subject", "subject", sub ?? sid, "sub, sid or both");
  checks.pass("subject", sub ?? sid);
  return done({
    tokenId: id.value,
    subject: {
      identity: typeof sub === "string" ? { issuer, subject: sub } : null,
      email: null,
      sessionIndexes: typeof sid === "string" ? [sid] : [],
    },
  });
}
