import { done, Ledger, type Step } from "../check-log";
import type { SamlAttempt, SamlSettings } from "../settings";
import { ns, saml } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element } from "../xml/tree";
import { type Clock, hasEnded, instantOf, ourTime, shownInstant } from "./instants";

/**
 * Judges who may present the assertion (SAML Profiles 4.1.4.2 and 4.1.4.3): one bearer confirmation must name our
 * address, an end and the attempt. Several may stand side by side; one of them must be right in everything.
 * @returns the moment at which the confirmation ends, in milliseconds, without skew
 */
export function judgeConfirmation(
  assertion: Element,
  settings: SamlSettings,
  attempt: SamlAttempt,
  clock: Clock,
  ledger: Ledger,
): Step<number> {
  const subject = childNamed(assertion, ns.assertion, "Subject");
  const all = subject ? childrenNamed(subject, ns.assertion, "SubjectConfirmation") : [];
  const bearers = all.filter((confirmation) => attributeOf(confirmation, "Method") === saml.bearer);
  let first: { step: Step<number>; notes: Ledger } | null = null;
  for (const bearer of bearers) {
    const notes = new Ledger();
    const step = judgeBearer(bearer, settings, attempt, clock, notes);
    if (step.ok || first === null) first = { step, notes };
    if (step.ok) break;
  }
  if (first === null) {
    const methods = all.map((confirmation) => attributeOf(confirmation, "Method") ?? "").join(", ");
    return ledger.refused("bearer_confirmation_missing", "confirmation", methods || null, saml.bearer);
  }
  ledger.checks.push(...first.notes.checks);
  return first.step;
}

function judgeBearer(
  bearer: Element,
  settings: SamlSettings,
  attempt: SamlAttempt,
  clock: Clock,
  ledger: Ledger,
): Step<number> {
  const data = childNamed(bearer, ns.assertion, "SubjectConfirmationData");
  const said = (name: string): string | null => data && attributeOf(data, name);
  // The confirmation must name us, or a response meant for another site would do.
  const recipient = said("Recipient");
  if (recipient === null) return ledger.refused("recipient_missing", "recipient", null, settings.acsUrl);
  if (recipient !== settings.acsUrl) {
    return ledger.refused("recipient_wrong", "recipient", recipient, settings.acsUrl);
  }
  ledger.passed("recipient", recipient, settings.acsUrl);
  const end = judgeEnd(said("NotBefore"), said("NotOnOrAfter"), clock, ledger);
  if (!end.ok) return end;
  const answered = judgeInResponseTo(
    said("InResponseTo"),
    settings,
    attempt,
    "confirmation_in_response_to",
    ledger,
  );
  return answered.ok ? end : answered;
}

function judgeEnd(from: string | null, until: string | null, clock: Clock, ledger: Ledger): Step<number> {
  const check = "confirmation_expiry";
  if (from !== null) return ledger.refused("confirmation_not_before", check, from, "no NotBefore");
  if (until === null) return ledger.refused("confirmation_expiry_missing", check, null, "NotOnOrAfter");
  const end = instantOf(until);
  if (end === null) return ledger.refused("time_malformed", check, until, "UTC, ending in Z");
  if (hasEnded(end, clock)) {
    return ledger.refused("confirmation_expired", check, `valid until ${shownInstant(end)}`, ourTime(clock));
  }
  ledger.passed(check, shownInstant(end), ourTime(clock));
  return done(end);
}

/**
 * Judges one InResponseTo, of the Response or of the confirmation. An answer to a request must name it; an answer to
 * none must name none (SAML Profiles 4.1.4.2, 4.1.4.5, 4.1.5), or a stolen one could be passed off as IdP-initiated.
 */
export function judgeInResponseTo(
  received: string | null,
  settings: SamlSettings,
  attempt: SamlAttempt,
  check: string,
  ledger: Ledger,
): Step<null> {
  if (attempt === null) {
    if (received !== null)
      return ledger.refused("in_response_to_unknown", check, received, "a request of ours");
    if (settings.loginFlow === "sp") {
      return ledger.refused("unsolicited_not_allowed", check, null, "an answer to a request");
    }
    ledger.passed(check, null, "an answer to no request");
    return done(null);
  }
  if (received === null) return ledger.refused("in_response_to_missing", check, null, attempt.requestId);
  if (received !== attempt.requestId) {
    return ledger.refused("in_response_to_wrong", check, received, attempt.requestId);
  }
  ledger.passed(check, received, attempt.requestId);
  return done(null);
}
