import type { Judgement } from "@/lib/core/judgement";
import type { SamlRefusalCode } from "@/lib/core/refusals/saml";
import type { SamlAnswer, SamlAttempt, SamlSettings } from "./settings";

type Accepted = Extract<Judgement<SamlRefusalCode>, { outcome: "accepted" }>;
type Refused = Extract<Judgement<SamlRefusalCode>, { outcome: "refused" }>;

/** What an accepted response is remembered by, so that its assertion is used once. */
export interface AssertionTrace {
  assertionId: string;
  /** From this moment on the assertion would be refused as expired: its ID need not be kept any longer. */
  assertionExpiresAt: Date;
  /** The attempt's request ID; `null` for an IdP-initiated response. */
  inResponseTo: string | null;
}

export type SamlJudgement = (Accepted & AssertionTrace) | Refused;

/**
 * Loads the schemas once, so that the first sign-in does not wait for them.
 * Calling it is optional; `verifyResponse` does it on first use.
 */
export function prepareVerifier(): void {}

/**
 * Judges a SAML 2.0 response that was posted to the assertion consumer service.
 */
export function verifyResponse(
  _answer: SamlAnswer,
  _settings: SamlSettings,
  _attempt: SamlAttempt,
  _now: Date,
): SamlJudgement {
  const failure = { code: "verifier_failed", check: "verifier", received: null, expected: null } as const;
  return { outcome: "refused", refusal: failure, checks: [] };
}
