import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import { ns } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element, isNamed } from "../xml/tree";
import { expectedBeside, withoutWhiteSpace } from "../xml/white-space";
import {
  type Clock,
  expectedTime,
  hasEnded,
  hasStarted,
  instantOf,
  ourTime,
  shownAsWritten,
  shownInstant,
} from "./instants";

/** Supported conditions that need no further check: replay is refused for every assertion, and we issue none. */
const understood = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

/**
 * Validates the assertion's Conditions (SAML Core 2.5, Profiles 4.1.4.2): an end, a beginning if there is one, and our
 * name in every audience restriction.
 * @returns the moment from which the assertion is no longer valid, in milliseconds, without skew
 */
export function validateConditions(
  assertion: Element,
  settings: SamlSettings,
  clock: Clock,
  log: SamlChecks,
): Step<number> {
  const conditions = childNamed(assertion, ns.assertion, "Conditions");
  if (conditions === null) return log.refuse("conditions_missing", "validity", null, "Conditions");
  const end = validateBounds(conditions, clock, log);
  if (!end.ok) return end;
  const odd = conditions.children.find(
    (child) => !understood.some((name) => isNamed(child, ns.assertion, name)),
  );
  // SAML Core 2.5.1.1: a condition that is not understood leaves the assertion's validity open.
  if (odd) return log.refuse("condition_unknown", "conditions", odd.name, understood.join(", "));
  const audience = validateAudience(conditions, settings, log);
  return audience.ok ? end : audience;
}

function validateBounds(conditions: Element, clock: Clock, log: SamlChecks): Step<number> {
  const from = attributeOf(conditions, "NotBefore");
  const until = attributeOf(conditions, "NotOnOrAfter");
  // SAML Core 2.5.1 makes both optional. Without an end an assertion would be valid forever; without a beginning it
  // is valid from its issue instant.
  if (until === null) {
    return log.refuse("conditions_bounds_missing", "validity", from && `NotBefore ${from}`, "NotOnOrAfter");
  }
  const begin = from === null ? null : instantOf(from);
  const end = instantOf(until);
  if (from !== null && begin === null) return log.refuse("time_malformed", "validity", from, expectedTime);
  if (end === null) return log.refuse("time_malformed", "validity", until, expectedTime);
  if (begin !== null && !hasStarted(begin, clock)) {
    return log.refuse(
      "assertion_not_yet_valid",
      "validity",
      `valid from ${shownInstant(begin)}`,
      ourTime(clock),
    );
  }
  if (hasEnded(end, clock)) {
    return log.refuse("assertion_expired", "validity", `valid until ${shownInstant(end)}`, ourTime(clock));
  }
  const start = begin === null || from === null ? "no NotBefore" : shownAsWritten(begin, from);
  log.pass("validity", `${start} to ${shownAsWritten(end, until)}`, ourTime(clock));
  return done(end);
}

/** SAML Core 2.5.1.4: one audience of a restriction is enough, and every restriction must hold. */
function validateAudience(conditions: Element, settings: SamlSettings, log: SamlChecks): Step<null> {
  const restrictions = childrenNamed(conditions, ns.assertion, "AudienceRestriction");
  if (restrictions.length === 0) return log.refuse("audience_missing", "audience", null, settings.spEntityId);
  let expected = settings.spEntityId;
  for (const restriction of restrictions) {
    const audiences = childrenNamed(restriction, ns.assertion, "Audience").map((audience) => audience.text);
    const ours = audiences.find((audience) => withoutWhiteSpace(audience) === settings.spEntityId);
    if (ours === undefined) return log.refuse("audience_wrong", "audience", audiences, settings.spEntityId);
    expected = expectedBeside(ours, expected);
  }
  log.pass("audience", settings.spEntityId, expected);
  return done(null);
}
