import { done } from "@/lib/protocols/check-log";
import type { SamlAttempt, SamlSettings } from "../settings";
import { SamlChecks, type Step } from "../step";
import { ns, saml } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element } from "../xml/tree";
import { expectedBeside, withoutWhiteSpace } from "../xml/white-space";
import {
  type Clock,
  expectedTime,
  hasEnded,
  instantOf,
  ourTime,
  shownAsWritten,
  shownInstant,
} from "./instants";

/**
 * Checks who may present the assertion (SAML Profiles 4.1.4.2 and 4.1.4.3): one bearer confirmation must name our
 * address, an end and the attempt. There may be several; one of them must be right in everything.
 * @returns the moment at which the last of the bearer confirmations ends, in milliseconds, without skew: until then
 * the assertion could be presented again, by whichever of them
 */
export function validateConfirmation(
  assertion: Element,
  settings: SamlSettings,
  attempt: SamlAttempt,
  clock: Clock,
  log: SamlChecks,
): Step<number> {
  const all = confirmationsOf(assertion);
  const bearers = all.filter(isBearer);
  let first: { step: Step<number>; notes: SamlChecks } | null = null;
  for (const bearer of bearers) {
    const notes = new SamlChecks();
    const step = validateBearer(bearer, settings, attempt, clock, notes);
    if (first === null || (step.ok && !first.step.ok)) first = { step, notes };
  }
  if (first === null) {
    const methods = all.map((confirmation) => attributeOf(confirmation, "Method") ?? "").join(", ");
    return log.refuse("bearer_confirmation_missing", "confirmation", methods || null, saml.bearer);
  }
  log.checks.push(...first.notes.checks);
  return first.step.ok ? done(latestEnd(bearers, first.step.value)) : first.step;
}

function confirmationsOf(assertion: Element): Element[] {
  const subject = childNamed(assertion, ns.assertion, "Subject");
  return subject ? childrenNamed(subject, ns.assertion, "SubjectConfirmation") : [];
}

const isBearer = (confirmation: Element): boolean =>
  withoutWhiteSpace(attributeOf(confirmation, "Method") ?? "") === saml.bearer;

/**
 * Those that do not pass now count too: one that names another request passes when that request is answered with the
 * same assertion.
 */
function latestEnd(bearers: readonly Element[], passed: number): number {
  return bearers.reduce((latest, bearer) => {
    const data = childNamed(bearer, ns.assertion, "SubjectConfirmationData");
    const until = data && attributeOf(data, "NotOnOrAfter");
    return Math.max(latest, (until === null ? null : instantOf(until)) ?? latest);
  }, passed);
}

function validateBearer(
  bearer: Element,
  settings: SamlSettings,
  attempt: SamlAttempt,
  clock: Clock,
  log: SamlChecks,
): Step<number> {
  const data = childNamed(bearer, ns.assertion, "SubjectConfirmationData");
  const said = (name: string): string | null => data && attributeOf(data, name);
  // The confirmation must name us, or a response meant for another site would do.
  const recipient = said("Recipient");
  if (recipient === null) return log.refuse("recipient_missing", "recipient", null, settings.acsUrl);
  if (withoutWhiteSpace(recipient) !== settings.acsUrl) {
    return log.refuse("recipient_wrong", "recipient", recipient, settings.acsUrl);
  }
  log.pass("recipient", recipient, expectedBeside(recipient, settings.acsUrl));
  const end = validateEnd(said("NotBefore"), said("NotOnOrAfter"), clock, log);
  if (!end.ok) return end;
  const answered = validateInResponseTo(
    said("InResponseTo"),
    settings,
    attempt,
    "confirmation_in_response_to",
    log,
  );
  return answered.ok ? end : answered;
}

function validateEnd(from: string | null, until: string | null, clock: Clock, log: SamlChecks): Step<number> {
  const check = "confirmation_expiry";
  if (from !== null) return log.refuse("confirmation_not_before", check, from, "no NotBefore");
  if (until === null) return log.refuse("confirmation_expiry_missing", check, null, "NotOnOrAfter");
  const end = instantOf(until);
  if (end === null) return log.refuse("time_malformed", check, until, expectedTime);
  if (hasEnded(end, clock)) {
    return log.refuse("confirmation_expired", check, `valid until ${shownInstant(end)}`, ourTime(clock));
  }
  log.pass(check, shownAsWritten(end, until), ourTime(clock));
  return done(end);
}

/**
 * Validates the Response's own InResponseTo. SAML Core 3.2.2 requires it there, but some providers omit it: then the
 * signed confirmation decides alone, and every answer to a request must have it there.
 */
export function validateResponseInResponseTo(
  received: string | null,
  assertion: Element,
  settings: SamlSettings,
  attempt: SamlAttempt,
  log: SamlChecks,
): Step<null> {
  const check = "in_response_to";
  const confirmed = confirmationsOf(assertion).some((confirmation) => {
    const data = isBearer(confirmation)
      ? childNamed(confirmation, ns.assertion, "SubjectConfirmationData")
      : null;
    return data !== null && attributeOf(data, "InResponseTo") !== null;
  });
  if (received !== null || !confirmed) return validateInResponseTo(received, settings, attempt, check, log);
  log.pass(check, null, "may be missing: the confirmation says what is answered");
  return done(null);
}

/**
 * Validates one InResponseTo, of the Response or of the confirmation. An answer to a request must name it; an answer to
 * none must name none (SAML Profiles 4.1.4.2, 4.1.4.5, 4.1.5), or a stolen one could be passed off as IdP-initiated.
 */
function validateInResponseTo(
  received: string | null,
  settings: SamlSettings,
  attempt: SamlAttempt,
  check: string,
  log: SamlChecks,
): Step<null> {
  if (attempt === null) {
    if (received !== null) return log.refuse("in_response_to_unknown", check, received, "a request of ours");
    if (settings.loginFlow === "sp") {
      return log.refuse("unsolicited_not_allowed", check, null, "a response to a request");
    }
    log.pass(check, null, "a response to no request");
    return done(null);
  }
  if (received === null) return log.refuse("in_response_to_missing", check, null, attempt.requestId);
  if (withoutWhiteSpace(received) !== attempt.requestId) {
    return log.refuse("in_response_to_wrong", check, received, attempt.requestId);
  }
  log.pass(check, received, expectedBeside(received, attempt.requestId));
  return done(null);
}
