import type { SignalKind, SignalSubject } from "@/lib/model/access/signals";
import { done } from "@/lib/protocols/check-log";
import { isObject, type ReadSignal, type SignalChecks, type SignalStep, type SignedToken } from "./step";
import { type KnownIssuers, readSubjectIdentifier } from "./subject-identifier";
import { validateTokenClaims } from "./token-claims";

const caep = "https://schemas.openid.net/secevent/caep/event-type/";
const stream = "https://schemas.openid.net/secevent/ssf/event-type/";

const kinds: ReadonlyMap<string, SignalKind> = new Map([
  [`${caep}session-revoked`, "session_revoked"],
  [`${caep}token-claims-change`, "token_claims_change"],
  [`${caep}credential-change`, "credential_change"],
]);

/** Of the stream itself: they are about nobody. */
const streamEvents = new Set([`${stream}verification`, `${stream}stream-updated`]);

/** A transmitter repeats the same token until it is acknowledged. Its identifier is remembered much longer. */
const maxAgeSeconds = 7 * 86_400;

export type SecurityEvent =
  | ({ about: "person"; kind: SignalKind } & ReadSignal<SignalSubject>)
  | { about: "stream" };

/**
 * Validates a Security Event Token whose signature is valid (RFC 8417 §2.2, OpenID Shared Signals Framework 1.0,
 * OpenID CAEP 1.0 §3): exactly one event, which ends access or is of the stream itself.
 */
export function validateSecurityEvent(
  { type, claims }: SignedToken,
  expected: { issuer: string; audiences: readonly string[]; now: Date; known: KnownIssuers },
  checks: SignalChecks,
): SignalStep<SecurityEvent> {
  if (type !== "secevent+jwt") return checks.refuse("signal_type", "token_type", type, "secevent+jwt");
  checks.pass("token_type", type, "secevent+jwt");
  const { issuer, audiences, now, known } = expected;
  const id = validateTokenClaims(claims, { issuer, audiences, now, maxAgeSeconds }, checks);
  if (!id.ok) return id;
  const events = isObject(claims.events) ? Object.entries(claims.events) : [];
  const names = events.map(([name]) => name);
  const [name = ""] = names;
  if (events.length === 1 && streamEvents.has(name)) {
    checks.pass("event", name);
    return done({ about: "stream" });
  }
  const kind = events.length === 1 ? kinds.get(name) : undefined;
  if (!kind) return checks.refuse("signal_event", "event", names, `one of ${[...kinds.keys()].join(", ")}`);
  checks.pass("event", name);
  // The final framework names the subject at the top; its drafts did so within the event.
  const [, event] = events[0] ?? [];
  const about = claims.sub_id ?? (isObject(event) ? event.subject : undefined);
  const subject = readSubjectIdentifier(about, known);
  const wanted = "sub_id with the format email, or iss_sub with this provider's issuer";
  if (!subject) return checks.refuse("signal_subject", "subject", about, wanted);
  checks.pass("subject", subject.email ?? subject.identity?.subject);
  return done({ about: "person", kind, tokenId: id.value, subject });
}
