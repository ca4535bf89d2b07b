import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { readAnswerHints } from "@/lib/protocols/saml/read-answer-hints";
import { receiveSaml } from "@/lib/protocols/saml/receive";
import { acceptUnsolicited, refuseNotLive } from "./accept-unsolicited";
import { findAnsweredAttempt } from "./answered-attempt";
import { demandingOf } from "./begin-round-trip";
import { endMisdirected } from "./end-attempt";
import { refuseEnded } from "./ended-attempt";
import { type Answer, answerAttempt } from "./keep-answer";
import { type Received, ticketOf } from "./received";

export interface SamlPost {
  connectionId: string;
  samlResponse: string;
  relayState: string | null;
  address: string | null;
}

/**
 * Receives a SAML response (docs/model.md#receive): finds the attempt that it answers, validates it by
 * `lib/protocols/saml`, and stores the verified identity under a one-time ticket. The cross-site POST carries no
 * cookie of ours, so `finish` checks the browser. Nobody is admitted here.
 */
export async function receiveSamlResponse(deps: SsoDependencies, post: SamlPost): Promise<Received> {
  const received = await receive(deps, post);
  if (received.outcome === "refused") deps.meter.signIn("saml", received.code);
  return received;
}

async function receive(deps: SsoDependencies, post: SamlPost): Promise<Received> {
  const { connectionId, samlResponse, relayState } = post;
  const { requestIds, mayBeEncrypted } = readAnswerHints(samlResponse);
  const found = await findAnsweredAttempt(deps, connectionId, { requestIds, relayState });
  const { connection, misdirected } = found;
  if (misdirected)
    return endMisdirected(deps, misdirected, found.arrivedAt, ticketOf(deps, misdirected.id, samlResponse));
  if (!connection) return { outcome: "not_found" };
  const attempt =
    found.attempt ?? (requestIds.length > 0 ? null : await awaitingTest(deps, connection, found.live, post));
  // An answer to no request has the ticket of its connection: when it comes again, nothing in it names the attempt.
  const ticket = attempt && ticketOf(deps, attempt.requestId ? attempt.id : connection.id, samlResponse);
  const tested = attempt || requestIds.length > 0 ? null : await testedBefore(deps, connection, samlResponse);
  if (tested) return tested;
  const ended = attempt && ticket ? await refuseEnded(deps, attempt, ticket) : null;
  if (ended) return ended;

  // A test validates against the version under test; a sign-in against the one that is live now, whatever was live
  // when it began.
  const configuration = attempt?.testRunId
    ? await deps.store.connectionsOf(connection.organizationId).configuration(attempt.configurationId)
    : found.live;
  if (!configuration)
    return attempt && ticket
      ? answerAttempt(deps, { connection, attempt, ticket }, noConfiguration)
      : refuseNotLive(deps, connection, post.address);
  const validated = deps.meter.verification("saml");
  const { result: validation } = await receiveSaml(deps, {
    connection,
    configuration: demandingOf(configuration, attempt ?? {}),
    answer: answerOf(post),
    attempt: attempt?.requestId
      ? { requestId: attempt.requestId, secrets: null, createdAt: attempt.createdAt }
      : null,
    mayBeEncrypted,
  });
  validated(validation.outcome);
  return attempt && ticket
    ? answerAttempt(deps, { connection, attempt, ticket }, validation)
    : acceptUnsolicited(deps, { connection, configuration }, post, validation);
}

/**
 * The test that an answer without a request belongs to, if one is waiting. While the connection admits people, the
 * answer must come from where the test was opened, or it is somebody's sign-in; `finish` then checks the browser's
 * cookie.
 */
async function awaitingTest(
  { store, now }: SsoDependencies,
  connection: Connection,
  live: Configuration | null,
  { address }: SamlPost,
) {
  if (live && address === null) return null;
  return store.attempts.awaitingProvider(connection.id, { address: live ? address : null, now: now() });
}

/** The test that the very same answer went to before: a form that was sent twice, a reload, the back button. */
async function testedBefore(
  deps: SsoDependencies,
  connection: Connection,
  samlResponse: string,
): Promise<Received | null> {
  const ticket = ticketOf(deps, connection.id, samlResponse);
  const found = await deps.store.attempts.byTicketHash(deps.secrets.hash(ticket));
  return found?.attempt.testRunId ? { outcome: "ticket", ticket, bind: null } : null;
}

/** The connection lost its live version while somebody was at the provider. */
const noConfiguration: Answer = {
  outcome: "refused",
  refusal: {
    code: "connection_inactive",
    check: "sign_in_option",
    received: "no live configuration",
    expected: "a live configuration",
  },
  checks: [],
};

const answerOf = ({ samlResponse, relayState }: SamlPost) =>
  new URLSearchParams({
    SAMLResponse: samlResponse,
    ...(relayState === null ? {} : { RelayState: relayState }),
  });
