import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "../step";
import { ns } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element } from "../xml/tree";
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

export type Authentication = Pick<VerifiedIdentity, "sessionIndex" | "authentication">;

/**
 * Checks how the provider authenticated the person (SAML Core 2.7.2, Profiles 4.1.4.2): there must be a statement, it
 * must not lie in the future, and the provider's session must not be over.
 */
export function validateAuthentication(
  assertion: Element,
  clock: Clock,
  log: SamlChecks,
): Step<Authentication> {
  const check = "authentication";
  const statements = childrenNamed(assertion, ns.assertion, "AuthnStatement");
  const [first] = statements;
  if (!first) return log.refuse("authentication_statement_missing", check, null, "AuthnStatement");
  const ends: number[] = [];
  for (const statement of statements) {
    const written = attributeOf(statement, "AuthnInstant") ?? "";
    const instant = instantOf(written);
    if (instant === null) return log.refuse("time_malformed", check, written, expectedTime);
    if (!hasStarted(instant, clock)) {
      return log.refuse("authentication_in_the_future", check, shownInstant(instant), ourTime(clock));
    }
    const until = attributeOf(statement, "SessionNotOnOrAfter");
    const end = until === null ? null : instantOf(until);
    if (until !== null && end === null) return log.refuse("time_malformed", check, until, expectedTime);
    if (end !== null && hasEnded(end, clock)) {
      return log.refuse("session_ended", check, shownInstant(end), ourTime(clock));
    }
    if (end !== null) ends.push(end);
  }
  const instant = attributeOf(first, "AuthnInstant") ?? "";
  log.pass(check, shownAsWritten(instantOf(instant) ?? 0, instant), ourTime(clock));
  return done(described(first, ends));
}

function described(statement: Element, ends: number[]): Authentication {
  const context = childNamed(statement, ns.assertion, "AuthnContext");
  const instant = instantOf(attributeOf(statement, "AuthnInstant") ?? "");
  return {
    sessionIndex: attributeOf(statement, "SessionIndex"),
    authentication: {
      context: (context && childNamed(context, ns.assertion, "AuthnContextClassRef")?.text) ?? null,
      instant: instant === null ? null : shownInstant(instant),
      sessionEndsAt: ends.length > 0 ? shownInstant(Math.min(...ends)) : null,
    },
  };
}
