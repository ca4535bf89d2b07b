import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { done } from "@/lib/protocols/check-log";
import { validateAuthentication } from "./checks/authentication";
import { validateConditions } from "./checks/conditions";
import { validateConfirmation, validateResponseInResponseTo } from "./checks/confirmation";
import { issuerText } from "./checks/envelope";
import { clockOf } from "./checks/instants";
import { subjectOfAttribute, validateAttributes, validateSubject } from "./checks/subject";
import { type NameId, nameIdOf } from "./logout/name-id";
import { readMessage } from "./read-message";
import type { SamlAnswer, SamlAttempt, SamlSettings } from "./settings";
import { readSignedContent, type SignedContent } from "./signature/signed-content";
import { SamlChecks, type Step } from "./step";
import { ns } from "./xml/names";
import { loadSchema } from "./xml/schema";
import { attributeOf, childNamed, type Element } from "./xml/tree";
import { expectedBeside } from "./xml/white-space";

type Accepted = Extract<ValidationResult<SamlRefusalCode>, { outcome: "accepted" }> & {
  /** As the provider needs it again at sign-out; `null`: the assertion has none in plain text. */
  nameId: NameId | null;
};
type Refused = Extract<ValidationResult<SamlRefusalCode>, { outcome: "refused" }>;

/** The key that remembers an accepted response, so that its assertion is used once. */
export interface AssertionTrace {
  assertionId: string;
  /** From this moment on the assertion would be refused as expired: its ID need not be kept any longer. */
  assertionExpiresAt: Date;
  /** The attempt's request ID; `null` for an IdP-initiated response. */
  inResponseTo: string | null;
}

export type SamlValidationResult = (Accepted & AssertionTrace) | Refused;

/**
 * Loads the schemas, so that the first sign-in does not wait for them (some 20 ms).
 * Calling it is optional; `verifyResponse` does it on first use.
 * @throws if the package with the schemas is not installed
 */
export function prepareVerifier(): void {
  loadSchema();
}

/**
 * Checks a SAML 2.0 response that was posted to the assertion consumer service (SAML Profiles 4.1.4, Bindings 3.5).
 *
 * Pure except for the schemas read on first use: no clock, no network, no log. It never throws; every input results
 * in an identity or in a refusal with a code of {@link SamlRefusalCode}. The caller ensures that an assertion is used
 * only once, by keeping `assertionId` for the connection until `assertionExpiresAt`.
 *
 * @param attempt the sign-in attempt that the browser proved to be its own; `null` if there is none
 * @param now the moment at which the response arrived
 */
export function verifyResponse(
  answer: SamlAnswer,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
): SamlValidationResult {
  const log = new SamlChecks();
  const { checks } = log;
  const validated = guarded(() => validate(answer, settings, attempt, now, log), log);
  if (!validated.ok) return { outcome: "refused", refusal: validated.refusal, checks };
  return { outcome: "accepted", checks, ...validated.value };
}

function guarded<T>(run: () => Step<T>, log: SamlChecks): Step<T> {
  try {
    return run();
  } catch {
    // No input should get here; if one does, the response is refused and the process stays up.
    return log.refuse("verifier_failed", "verifier");
  }
}

type Verdict = AssertionTrace & { identity: VerifiedIdentity; nameId: NameId | null };

function validate(
  answer: SamlAnswer,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
  log: SamlChecks,
): Step<Verdict> {
  const bytes = readMessage(answer.samlResponse, log);
  if (!bytes.ok) return bytes;
  const content = readSignedContent(bytes.value, settings, log);
  if (!content.ok) return content;
  return validateContent(content.value, settings, attempt, now, log);
}

/** Everything from here on was signed by the provider: what remains is whether it is meant for us, here and now. */
function validateContent(
  { envelope, assertion }: SignedContent,
  settings: SamlSettings,
  attempt: SamlAttempt,
  now: Date,
  log: SamlChecks,
): Step<Verdict> {
  const clock = clockOf(now, settings.clockSkewSeconds);
  const issuer = childNamed(assertion, ns.assertion, "Issuer");
  const issuedBy = issuer && issuerText(issuer);
  if (issuer === null || issuedBy !== settings.idpEntityId) {
    return log.refuse("assertion_issuer_wrong", "assertion_issuer", issuedBy, settings.idpEntityId);
  }
  log.pass("assertion_issuer", issuedBy, expectedBeside(issuer.text, settings.idpEntityId));
  const version = attributeOf(assertion, "Version");
  if (version !== "2.0") return log.refuse("version_not_supported", "assertion_version", version, "2.0");
  const validUntil = validateConditions(assertion, settings, clock, log);
  if (!validUntil.ok) return validUntil;
  const answered = validateResponseInResponseTo(envelope.inResponseTo, assertion, settings, attempt, log);
  if (!answered.ok) return answered;
  const confirmedUntil = validateConfirmation(assertion, settings, attempt, clock, log);
  if (!confirmedUntil.ok) return confirmedUntil;
  const authentication = validateAuthentication(assertion, clock, log);
  if (!authentication.ok) return authentication;
  const { subjectAttribute } = settings;
  const named = subjectAttribute === null ? validateSubject(assertion, log) : null;
  if (named && !named.ok) return named;
  const attributes = validateAttributes(assertion, log);
  if (!attributes.ok) return attributes;
  const subject = named ?? subjectOfAttribute(attributes.value, subjectAttribute ?? "", log);
  if (!subject.ok) return subject;
  return done({
    identity: {
      protocol: "saml",
      issuer: issuedBy,
      ...subject.value,
      ...authentication.value,
      ...attributes.value,
      emailVerified: null,
    },
    nameId: namedIn(assertion),
    assertionId: attributeOf(assertion, "ID") ?? "",
    assertionExpiresAt: new Date(Math.min(validUntil.value, confirmedUntil.value) + clock.skew),
    inResponseTo: attempt?.requestId ?? null,
  });
}

function namedIn(assertion: Element): NameId | null {
  const subject = childNamed(assertion, ns.assertion, "Subject");
  const named = subject && childNamed(subject, ns.assertion, "NameID");
  return named && nameIdOf(named);
}
