import type { SignalSubject } from "@/lib/model/access/signals";
import { done } from "@/lib/protocols/check-log";
import { isObject, type ReadSignal, type SignalChecks, type SignalStep, type SignedToken } from "./step";
import { type KnownIssuers, readSubjectIdentifier } from "./subject-identifier";
import { validateTokenClaims } from "./token-claims";

const tokenType = "global-token-revocation+jwt";
const maxAgeSeconds = 600;

/**
 * Validates a request to revoke everything that a person holds (draft-parecki-oauth-global-token-revocation; Okta,
 * “Build Universal Logout for your app”): the token that authenticates the caller, whose audience is our endpoint, and
 * the body, which names the person. Older drafts write `subject` for `sub_id`.
 */
export function validateRevocation(
  { type, claims }: SignedToken,
  body: unknown,
  expected: { issuer: string; endpoint: string; now: Date; known: KnownIssuers },
  checks: SignalChecks,
): SignalStep<ReadSignal<SignalSubject>> {
  if (type !== tokenType) return checks.refuse("signal_type", "token_type", type, tokenType);
  checks.pass("token_type", type, tokenType);
  const { issuer, endpoint, now, known } = expected;
  if (claims.exp === undefined) return checks.refuse("signal_expired", "expiry", null, "exp");
  const id = validateTokenClaims(claims, { issuer, audiences: [endpoint], now, maxAgeSeconds }, checks);
  if (!id.ok) return id;
  const about = isObject(body) ? (body.sub_id ?? body.subject) : undefined;
  const subject = readSubjectIdentifier(about, known);
  const wanted = "sub_id with the format email, or iss_sub with this provider's issuer";
  if (!subject) return checks.refuse("signal_subject", "subject", about, wanted);
  checks.pass("subject", subject.email ?? subject.identity?.subject);
  return done({ tokenId: id.value, subject });
}
