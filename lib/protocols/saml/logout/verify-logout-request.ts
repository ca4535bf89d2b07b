import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { done } from "@/lib/protocols/check-log";
import {
  type Clock,
  clockOf,
  expectedTime,
  hasEnded,
  instantOf,
  ourTime,
  shownAsWritten,
} from "../checks/instants";
import { ns } from "../xml/names";
import { attributeOf, childrenNamed, type Element } from "../xml/tree";
import { guardedLogout } from "./guarded";
import { LogoutChecks, type LogoutStep } from "./logout-checks";
import { readLogoutDocument } from "./logout-document";
import { type LogoutDelivery, type LogoutSettings, mostSessionIndexes } from "./logout-settings";
import { validateHead } from "./message-head";
import type { NameId } from "./name-id";
import { readNamedPerson } from "./named-person";

/** What the provider asks for: that this person's sessions end, those named or all. */
export interface LogoutRequest {
  id: string;
  nameId: NameId;
  /** Empty: every session that this provider opened for the person. */
  sessionIndexes: string[];
  /** To be returned with the answer. */
  relayState: string | null;
  /** From this moment on the request would be refused as expired: its ID need not be kept any longer. */
  expiresAt: Date;
}

/** The request that an answer is about. */
export type Answerable = Pick<LogoutRequest, "id" | "relayState">;

export type LogoutRequestResult =
  | { outcome: "accepted"; request: LogoutRequest; checks: Check[] }
  | {
      outcome: "refused";
      refusal: Refusal<SamlLogoutRefusal>;
      checks: Check[];
      /** What an answer to the provider needs; `null`: it is not proven that the provider asks us, here and now. */
      answerable: Answerable | null;
    };

/**
 * Validates a provider's LogoutRequest (SAML Core 3.7.1, Profiles 4.4.4.1) as strictly as a sign-in: always signed by
 * a certificate of the connection, from its provider, to this address, minutes old. Pure like `verifyResponse`, and it
 * never throws. The caller ensures that a request is obeyed only once, by keeping its ID for the connection until
 * `expiresAt`.
 *
 * @param now the moment at which the request arrived
 */
export function verifyLogoutRequest(
  delivery: LogoutDelivery,
  settings: LogoutSettings,
  now: Date,
): LogoutRequestResult {
  const log = new LogoutChecks();
  const { checks } = log;
  const asked: Asked = { by: null };
  const read = guardedLogout(() => readRequest(delivery, settings, now, { log, asked }), log);
  return read.ok
    ? { outcome: "accepted", request: read.value, checks }
    : { outcome: "refused", refusal: read.refusal, checks, answerable: asked.by };
}

/** Set as soon as everything is proven that an answer depends on. */
interface Asked {
  by: Answerable | null;
}

function readRequest(
  delivery: LogoutDelivery,
  settings: LogoutSettings,
  now: Date,
  { log, asked }: { log: LogoutChecks; asked: Asked },
): LogoutStep<LogoutRequest> {
  const clock = clockOf(now, settings.clockSkewSeconds);
  const signed = readLogoutDocument(delivery, "LogoutRequest", settings, log);
  if (!signed.ok) return signed;
  const { message, relayState } = signed.value;
  const head = validateHead(message, settings, clock, log);
  if (!head.ok) return head;
  const end = validateEnd(message, clock, log);
  if (!end.ok) return end;
  const { id, endsAt } = head.value;
  asked.by = { id, relayState };
  const nameId = readNamedPerson(message, settings, log);
  if (!nameId.ok) return nameId;
  const sessionIndexes = readSessionIndexes(message, log);
  if (!sessionIndexes.ok) return sessionIndexes;
  return done({
    id,
    nameId: nameId.value,
    sessionIndexes: sessionIndexes.value,
    relayState,
    expiresAt: new Date(Math.min(endsAt, end.value ?? endsAt) + clock.skew),
  });
}

/** Core 3.7.1: NotOnOrAfter is optional; one that is there counts. */
function validateEnd(message: Element, clock: Clock, log: LogoutChecks): LogoutStep<number | null> {
  const check = "expiry";
  const written = attributeOf(message, "NotOnOrAfter");
  if (written === null) return done(null);
  const end = instantOf(written);
  if (end === null) return log.refuse("logout_time_malformed", check, written, expectedTime);
  const received = shownAsWritten(end, written);
  if (hasEnded(end, clock)) return log.refuse("logout_expired", check, received, ourTime(clock));
  log.pass(check, received, ourTime(clock));
  return done(end);
}

function readSessionIndexes(message: Element, log: LogoutChecks): LogoutStep<string[]> {
  const check = "sessions";
  const written = childrenNamed(message, ns.protocol, "SessionIndex");
  const expected = `at most ${mostSessionIndexes}`;
  if (written.length > mostSessionIndexes)
    return log.refuse("logout_message_unreadable", check, `${written.length} sessions`, expected);
  const indexes = [...new Set(written.map(({ text }) => text))];
  // An empty one must not pass for none, which would mean every session.
  if (written.some(({ text, children }) => text.trim() === "" || children.length > 0))
    return log.refuse("logout_message_unreadable", check, "an empty SessionIndex", "its text");
  log.pass(check, `${indexes.length}`, expected);
  return done(indexes);
}
