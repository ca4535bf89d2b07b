import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Judgement } from "@/lib/model/refusals/validation-result";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { done, Ledger, type Step } from "./check-log";
import { judgeAuthentication } from "./checks/authentication";
import { judgeConditions } from "./checks/conditions";
import { judgeConfirmation, judgeInResponseTo } from "./checks/confirmation";
import { issuerText } from "./checks/envelope";
import { clockOf } from "./checks/instants";
import { judgeAttributes, judgeSubject } from "./checks/subject";
import { readMessage } from "./read-message";
import type { SamlAnswer, SamlAttempt, SamlSettings } from "./settings";
import { readSignedContent, type SignedContent } from "./signature/signed-content";
import { ns } from "./xml/names";
import { loadSchema } from "./xml/schema";
import { attributeOf, childNamed } from "./xml/tree";

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
 * Loads the schemas, so that the first sign-in does not wait for them (some 20 ms).
 * Calling it is optional; `verifyResponse` does it on first use.
 * @throws where the package with the schemas is not installed
 */
export function prepareVerifier(): void {
  loadSchema();
}

/**
 * Judges a SAML 2.0 response that was posted to the assertion consumer service (SAML Profiles 4.1.4, Bindings 3.5).
 *
 * Pure but for the schemas read on first use: no clock, no network, no log. It never throws; whatever is sent comes to
 * an identity or to a refusal with a code of {@link SamlRefusalCode}. That an assertion is used only once is left to
 * the caller, who keeps `assertionId` for the connection until `assertionExpiresAt`.
 *
 * @param attempt the sign-in attempt that the browser proved to be its own; `null` where there is none
 * @param now the moment at which the response arrived
 */
export function verifyResponse(
  answer: SamlAnswer,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
): SamlJudgement {
  const ledger = new Ledger();
  const { checks } = ledger;
  const judged = guarded(() => judge(answer, settings, attempt, now, ledger), ledger);
  if (!judged.ok) return { outcome: "refused", refusal: judged.refusal, checks };
  return { outcome: "accepted", checks, ...judged.value };
}

function guarded<T>(run: () => Step<T>, ledger: Ledger): Step<T> {
  try {
    return run();
  } catch {
    // Nothing that is sent should come to here; if it does, the door stays shut and the process stays up.
    return ledger.refused("verifier_failed", "verifier");
  }
}

type Verdict = AssertionTrace & { identity: VerifiedIdentity };

function judge(
  answer: SamlAnswer,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
  ledger: Ledger,
): Step<Verdict> {
  const bytes = readMessage(answer.samlResponse, ledger);
  if (!bytes.ok) return bytes;
  const content = readSignedContent(bytes.value, settings, ledger);
  if (!content.ok) return content;
  return judgeContent(content.value, settings, attempt, now, ledger);
}

/** Everything from here on was signed by the provider: the question left is whether it is meant for us, here and now. */
function judgeContent(
  { envelope, assertion }: SignedContent,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
  ledger: Ledger,
): Step<Verdict> {
  const clock = clockOf(now, settings.clockSkewSeconds);
  const issuer = childNamed(assertion, ns.assertion, "Issuer");
  const issuedBy = issuer && issuerText(issuer);
  if (issuedBy !== settings.idpEntityId) {
    return ledger.refused("assertion_issuer_wrong", "assertion_issuer", issuedBy, settings.idpEntityId);
  }
  ledger.passed("assertion_issuer", issuedBy, settings.idpEntityId);
  const version = attributeOf(assertion, "Version");
  if (version !== "2.0") return ledger.refused("version_not_supported", "assertion_version", version, "2.0");
  const validUntil = judgeConditions(assertion, settings, clock, ledger);
  if (!validUntil.ok) return validUntil;
  const answered = judgeInResponseTo(envelope.inResponseTo, settings, attempt, "in_response_to", ledger);
  if (!answered.ok) return answered;
  const confirmedUntil = judgeConfirmation(assertion, settings, attempt, clock, ledger);
  if (!confirmedUntil.ok) return confirmedUntil;
  const authentication = judgeAuthentication(assertion, clock, ledger);
  if (!authentication.ok) return authentication;
  const subject = judgeSubject(assertion, ledger);
  if (!subject.ok) return subject;
  const attributes = judgeAttributes(assertion, ledger);
  if (!attributes.ok) return attributes;
  return done({
    identity: {
      protocol: "saml",
      issuer: issuedBy,
      ...subject.value,
      ...authentication.value,
      attributes: attributes.value,
      emailVerified: null,
    },
    assertionId: attributeOf(assertion, "ID") ?? "",
    assertionExpiresAt: new Date(Math.min(validUntil.value, confirmedUntil.value) + clock.skew),
    inResponseTo: attempt?.requestId ?? null,
  });
}
