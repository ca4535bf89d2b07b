import type { Configuration, Connection } from "@/lib/model/connections/connection";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import type { CodeFlowSecrets } from "@/lib/protocols/protocol-module";
import { demandingOf } from "./begin-round-trip";
import { endMisdirected } from "./end-attempt";
import { refuseEnded, usedBefore } from "./ended-attempt";
import { sealIdentity } from "./keep-answer";
import { type Attempt, type Received, ticketOf } from "./received";
import { soon } from "./soon";

export interface Callback {
  connectionId: string;
  /** The query as received. */
  parameters: URLSearchParams;
}

/** The recipient of a code (see `SettingsFacts`). */
const codeReceiver = ({ settings }: Configuration) => factsOf(settings).codeReceiver;

/** Receives an OpenID provider's answer. */
export function receiveOidcCallback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oidc");
}

/** Receives the answer of an OAuth 2 tool. */
export function receiveOAuth2Callback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oauth2");
}

/**
 * Receives the answer of a code flow. The attempt that `state` names is claimed before the code is traded, so that
 * the same answer twice, even at the same moment, is validated once.
 */
async function receiveCallback(
  deps: SsoDependencies,
  callback: Callback,
  protocol: "oidc" | "oauth2",
): Promise<Received> {
  const received = await receive(deps, callback, protocol);
  if (received.outcome === "refused") deps.meter.signIn(protocol, received.code);
  return received;
}

async function receive(
  deps: SsoDependencies,
  callback: Callback,
  protocol: "oidc" | "oauth2",
): Promise<Received> {
  const { connectionId, parameters } = callback;
  const state = parameters.get("state");
  const stateHash = state ? deps.secrets.hash(state) : null;
  const found = await deps.store.connectionLookup.withLive(connectionId, stateHash ? { stateHash } : null);
  const isHere = found?.connection.protocol === protocol;
  const ticketFor = (attempt: Attempt) => ticketOf(deps, attempt.id, parameters.toString());
  if (!isHere || !found.attempt) {
    const misdirected = await waitingElsewhere(deps, stateHash);
    const arrivedAt = { connectionId, connection: found?.connection ?? null };
    if (misdirected) return endMisdirected(deps, misdirected, arrivedAt, ticketFor(misdirected));
    return isHere
      ? { outcome: "refused", code: "attempt_unknown", attemptId: null }
      : { outcome: "not_found" };
  }
  return answerClaimed(deps, callback, { protocol, ...found, attempt: found.attempt });
}

interface Answered {
  protocol: "oidc" | "oauth2";
  connection: Connection;
  live: Configuration | null;
  attempt: Attempt;
}

const nothing = { identitySealed: null, refusalCode: null, cause: null, email: null };

/** Claims the attempt for this answer, then validates the answer and stores the result under its ticket. */
async function answerClaimed(
  deps: SsoDependencies,
  { parameters }: Callback,
  answered: Answered,
): Promise<Received> {
  const { attempt } = answered;
  const ticket = ticketOf(deps, attempt.id, parameters.toString());
  const ended = await refuseEnded(deps, attempt, ticket);
  if (ended) return onceComplete(deps, attempt, ended);
  // The data for validating an answer is deleted when the attempt ends.
  const { secretsSealed } = attempt;
  if (secretsSealed === null) return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  const ticketHash = deps.secrets.hash(ticket);
  if (!(await deps.store.attempts.answer(attempt.id, { ticketHash, ...nothing }, deps.now()))) {
    const first = await deps.store.attempts.byTicketHash(ticketHash);
    return onceComplete(deps, attempt, usedBefore(deps, first?.attempt ?? attempt, ticket));
  }
  const configuration = await configurationFor(deps, answered);
  if ("refusalCode" in configuration) {
    await deps.store.attempts.complete(attempt.id, { ...nothing, ...configuration });
  } else {
    await validateAndKeep(deps, parameters, { ...answered, configuration, secretsSealed });
  }
  return { outcome: "ticket", ticket, bind: null };
}

/** The version to validate against, or why there is none for this attempt. */
async function configurationFor(deps: SsoDependencies, { connection, live, attempt }: Answered) {
  const connections = deps.store.connectionsOf(connection.organizationId);
  const configuration = attempt.testRunId ? await connections.configuration(attempt.configurationId) : live;
  const refuse = (refusalCode: string, received: string, expected: string) => ({
    refusalCode,
    cause: { check: "sign_in_option", received, expected, checks: [] },
  });
  if (!configuration) return refuse("connection_inactive", "no live configuration", "a live configuration");
  if (configuration.id !== attempt.configurationId) {
    const startedWith = await connections.configuration(attempt.configurationId);
    if (startedWith && codeReceiver(startedWith) !== codeReceiver(configuration))
      return refuse("connection_changed", codeReceiver(configuration), codeReceiver(startedWith));
  }
  return configuration;
}

async function validateAndKeep(
  deps: SsoDependencies,
  parameters: Callback["parameters"],
  answered: Answered & { configuration: Configuration; secretsSealed: string },
): Promise<void> {
  const { protocol, connection, configuration, attempt, secretsSealed } = answered;
  const opened = deps.vault.open(
    secretsSealed,
    sealContexts.attemptSecrets(attempt.organizationId, attempt.id),
  );
  const validated = deps.meter.verification(protocol);
  const secrets = JSON.parse(opened) as CodeFlowSecrets;
  const { result, tokens } = await protocolModules[protocol]
    .receive(deps, {
      connection,
      configuration: demandingOf(configuration, attempt),
      answer: parameters,
      attempt: { requestId: null, secrets, createdAt: attempt.createdAt },
    })
    .catch((error: unknown) => {
      validated("failed");
      throw error;
    });
  validated(result.outcome);
  const accepted = result.outcome === "accepted";
  // A test run stores nothing.
  const kept = attempt.testRunId ? null : tokens;
  await deps.store.attempts.complete(attempt.id, {
    identitySealed: accepted ? sealIdentity(deps, attempt, result.identity, kept) : null,
    refusalCode: accepted ? null : result.refusal.code,
    cause: accepted
      ? { check: null, received: null, expected: null, checks: result.checks }
      : {
          check: result.refusal.check,
          received: result.refusal.received,
          expected: result.refusal.expected,
          checks: result.checks,
        },
    email: null,
  });
}

/** A waiting attempt, by the `state` of an answer that arrived at another connection's address. */
async function waitingElsewhere(
  { store, now }: SsoDependencies,
  stateHash: string | null,
): Promise<Attempt | null> {
  const attempt = stateHash ? await store.attempts.byState(stateHash) : null;
  return attempt?.status === "started" && attempt.expiresAt > now() ? attempt : null;
}

/** The same answer twice: the ticket works once the first one's code has been traded. */
async function onceComplete(deps: SsoDependencies, { id }: Attempt, received: Received): Promise<Received> {
  if (received.outcome !== "ticket") return received;
  const complete = await soon(async () => {
    const attempt = await deps.store.attempts.byId(id);
    return attempt?.status === "answered" && attempt.cause === null ? null : attempt;
  });
  return complete ? received : { outcome: "refused", code: "attempt_used", attemptId: id };
}
