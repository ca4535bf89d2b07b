import { done } from "@/lib/protocols/check-log";
import { issuerText } from "../checks/envelope";
import {
  type Clock,
  expectedTime,
  hasEnded,
  hasStarted,
  instantOf,
  ourTime,
  shownAsWritten,
} from "../checks/instants";
import { ns } from "../xml/names";
import { attributeOf, childNamed, type Element } from "../xml/tree";
import { expectedBeside, withoutWhiteSpace } from "../xml/white-space";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import { type LogoutSettings, longestTravel } from "./logout-settings";

export interface MessageHead {
  id: string;
  /** Milliseconds since 1970: from then on the message is refused as expired, however well signed. */
  endsAt: number;
}

const longestId = 256;

/** Validates what a request and a response have in common (SAML Core 3.2.1, 3.2.2; Profiles 4.4.4). */
export function validateHead(
  message: Element,
  settings: LogoutSettings,
  clock: Clock,
  log: LogoutChecks,
): LogoutStep<MessageHead> {
  const version = attributeOf(message, "Version");
  if (version !== "2.0") return log.refuse("logout_message_unreadable", "version", version, "2.0");
  const id = attributeOf(message, "ID") ?? "";
  if (id === "" || id.length > longestId)
    return log.refuse("logout_message_unreadable", "identifiers", id.length, `an ID of 1 to ${longestId}`);
  // Profiles 4.4.4.1: the Issuer must be there. Its format, if any, is that of an entity.
  const issuer = childNamed(message, ns.assertion, "Issuer");
  const issuedBy = issuer && issuerText(issuer);
  if (!issuer || issuedBy !== settings.idpEntityId)
    return log.refuse("logout_issuer_wrong", "issuer", issuedBy, settings.idpEntityId);
  log.pass("issuer", issuedBy, expectedBeside(issuer.text, settings.idpEntityId));
  // Bindings 3.4.5.2, 3.5.5.2: a signed message must name its destination, and it must be where it arrived.
  const destination = attributeOf(message, "Destination");
  if (destination === null || withoutWhiteSpace(destination) !== settings.sloUrl)
    return log.refuse("logout_destination_wrong", "destination", destination, settings.sloUrl);
  log.pass("destination", destination, expectedBeside(destination, settings.sloUrl));
  const endsAt = validateInstant(attributeOf(message, "IssueInstant") ?? "", clock, log);
  return endsAt.ok ? done({ id, endsAt: endsAt.value }) : endsAt;
}

/** A message is obeyed for minutes only, whether or not it says so: its ID is remembered for as long. */
function validateInstant(written: string, clock: Clock, log: LogoutChecks): LogoutStep<number> {
  const check = "issue_instant";
  const issuedAt = instantOf(written);
  if (issuedAt === null) return log.refuse("logout_time_malformed", check, written, expectedTime);
  const received = shownAsWritten(issuedAt, written);
  if (!hasStarted(issuedAt, clock))
    return log.refuse("logout_in_the_future", check, received, ourTime(clock));
  const endsAt = issuedAt + longestTravel;
  if (hasEnded(endsAt, clock)) return log.refuse("logout_expired", check, received, ourTime(clock));
  log.pass(check, received, ourTime(clock));
  return done(endsAt);
}
