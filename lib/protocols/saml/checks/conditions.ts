import { done } from "@/lib/protocols/check-log";
import type { SamlSettings } from "../settings";
import type { SamlChecks, Step } from "../step";
import { ns } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element, isNamed } from "../xml/tree";
import { type Clock, hasEnded, hasStarted, instantOf, ourTime, shownInstant } from "./instants";

/** Conditions that are understood and need nothing more: replay is refused for every assertion, we issue none. */
const understood = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

/**
 * Judges the assertion's Conditions (SAML Core 2.5, Profiles 4.1.4.2): both bounds, and our name in every audience
 * restriction.
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
  if (from === null || until === null) {
    const received = from ?? until ?? null;
    return log.refuse("conditions_bounds_missing", "validity", received, "NotBefore and NotOnOrAfter");
  }
  const begin = instantOf(from);
  const end = instantOf(until);
  if (begin === null || end === null) {
    return log.refuse("time_malformed", "validity", begin === null ? from : until, "UTC, ending in Z");
  }
  if (!hasStarted(begin, clock)) {
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
  log.pass("validity", `${shownInstant(begin)} to ${shownInstant(end)}`, ourTime(clock));
  return done(end);
}

/** SAML Core 2.5.1.4: one audience of a restriction is enough, and every restriction must hold. */
function validateAudience(conditions: Element, settings: SamlSettings, log: SamlChecks): Step<null> {
  const restrictions = childrenNamed(conditions, ns.assertion, "AudienceRestriction");
  if (restrictions.length === 0) return log.refuse("audience_missing", "audience", null, settings.spEntityId);
  for (const restriction of restrictions) {
    const audiences = childrenNamed(restriction, ns.assertion, "Audience").map((audience) => audience.text);
    if (!audiences.includes(settings.spEntityId)) {
      return log.refuse("audience_wrong", "audience", audiences.join(", "), settings.spEntityId);
    }
  }
  log.pass("audience", settings.spEntityId, settings.spEntityId);
  return done(null);
}
