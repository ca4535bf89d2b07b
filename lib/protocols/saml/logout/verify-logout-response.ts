import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { done } from "@/lib/protocols/check-log";
import { statusText } from "../checks/envelope";
import { clockOf } from "../checks/instants";
import { ns, saml } from "../xml/names";
import { attributeOf, childNamed } from "../xml/tree";
import { withoutWhiteSpace } from "../xml/white-space";
import { guardedLogout } from "./guarded";
import { LogoutChecks, type LogoutStep } from "./logout-checks";
import { readLogoutDocument } from "./logout-document";
import type { LogoutDelivery, LogoutSettings } from "./logout-settings";
import { validateHead } from "./message-head";
import { logoutStatuses } from "./status";

/** What the provider says of our request. */
export interface LogoutAnswer {
  /** The ID of the request that it answers: the caller compares it with the one that this browser was sent with. */
  inResponseTo: string;
  /** `done`: the provider has ended its session; `partial`: not everywhere; `failed`: not at all. */
  status: "done" | "partial" | "failed";
  /** The provider's own codes and message, for the log. */
  said: string;
}

export type LogoutAnswerResult =
  | { outcome: "accepted"; answer: LogoutAnswer; checks: Check[] }
  | { outcome: "refused"; refusal: Refusal<SamlLogoutRefusal>; checks: Check[] };

/**
 * Validates a provider's LogoutResponse to our request (SAML Core 3.7.2, Profiles 4.4.4.2). Pure, and never throws.
 *
 * @param now the moment at which the response arrived
 */
export function verifyLogoutResponse(
  delivery: LogoutDelivery,
  settings: LogoutSettings,
  now: Date,
): LogoutAnswerResult {
  const log = new LogoutChecks();
  const { checks } = log;
  const read = guardedLogout(() => readAnswer(delivery, settings, now, log), log);
  return read.ok
    ? { outcome: "accepted", answer: read.value, checks }
    : { outcome: "refused", refusal: read.refusal, checks };
}

function readAnswer(
  delivery: LogoutDelivery,
  settings: LogoutSettings,
  now: Date,
  log: LogoutChecks,
): LogoutStep<LogoutAnswer> {
  const signed = readLogoutDocument(delivery, "LogoutResponse", settings, log);
  if (!signed.ok) return signed;
  const { message } = signed.value;
  const head = validateHead(message, settings, clockOf(now, settings.clockSkewSeconds), log);
  if (!head.ok) return head;
  const inResponseTo = withoutWhiteSpace(attributeOf(message, "InResponseTo") ?? "");
  if (inResponseTo === "")
    return log.refuse("logout_response_unexpected", "in_response_to", null, "the ID of our request");
  log.pass("in_response_to", inResponseTo);
  const status = childNamed(message, ns.protocol, "Status");
  const code = status && childNamed(status, ns.protocol, "StatusCode");
  const detail = code && childNamed(code, ns.protocol, "StatusCode");
  const isDone = withoutWhiteSpace((code && attributeOf(code, "Value")) ?? "") === saml.success;
  // Core 3.2.2.2: partial logout is said below the first code, whichever that is.
  const isPartial =
    withoutWhiteSpace((detail && attributeOf(detail, "Value")) ?? "") === logoutStatuses.partial;
  const said = status ? statusText(status) : "";
  log.note("status", isDone && !isPartial, said, "Success");
  return done({ inResponseTo, status: isPartial ? "partial" : isDone ? "done" : "failed", said });
}
