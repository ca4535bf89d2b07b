import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { readAnswerHints } from "@/lib/protocols/saml/read-answer-hints";
import { findAnsweredAttempt } from "./answered-attempt";
import { answerWithRefusal, endMisdirected } from "./end-attempt";
import { refuseEnded } from "./ended-attempt";
import { type Received, ticketOf } from "./received";

/**
 * Ends the attempt of an answer that could not even be read as a form: too large, of another type, sent by another
 * method. The readable part of its fields names the attempt. `null` if it names none.
 */
export async function receiveUnreadableResponse(
  deps: SsoDependencies,
  answer: { connectionId: string; samlResponse: string; relayState: string | null },
  refusal: Refusal<string>,
): Promise<Received | null> {
  const { connectionId, samlResponse, relayState } = answer;
  const { requestIds } = readAnswerHints(samlResponse);
  const found = await findAnsweredAttempt(deps, connectionId, { requestIds, relayState });
  const attempt = found.attempt ?? found.misdirected;
  if (!attempt) return null;
  const ticket = ticketOf(deps, attempt.id, `${refusal.code} ${samlResponse}`);
  if (found.misdirected) return endMisdirected(deps, attempt, found.arrivedAt, ticket);
  return (
    (await refuseEnded(deps, attempt, ticket)) ?? (await answerWithRefusal(deps, attempt, ticket, refusal))
  );
}

/** The same for the answer of a code flow, by its `state`. */
export async function receiveUnreadableCallback(
  deps: SsoDependencies,
  answer: { connectionId: string; state: string },
  refusal: Refusal<string>,
): Promise<Received | null> {
  const attempt = await deps.store.attempts.byState(deps.secrets.hash(answer.state));
  if (!attempt) return null;
  const ticket = ticketOf(deps, attempt.id, `${refusal.code} ${answer.state}`);
  if (attempt.connectionId !== answer.connectionId) {
    if (attempt.status !== "started" || attempt.expiresAt <= deps.now()) return null;
    const { connectionId } = answer;
    const connection = await deps.store.connectionLookup.byId(connectionId);
    return endMisdirected(deps, attempt, { connectionId, connection }, ticket);
  }
  return (
    (await refuseEnded(deps, attempt, ticket)) ?? (await answerWithRefusal(deps, attempt, ticket, refusal))
  );
}
