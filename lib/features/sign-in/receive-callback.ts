import type { Configuration } from "@/lib/model/connections/connection";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import type { CodeFlowSecrets } from "@/lib/protocols/protocol-module";
import { demandingOf } from "./begin-round-trip";
import { type Received, sealIdentity } from "./receive-saml-response";

export interface Callback {
  connectionId: string;
  /** The query as it came. */
  parameters: URLSearchParams;
}

/** Who a code is for (see `SettingsFacts`). */
const codeReceiver = ({ settings }: Configuration) => factsOf(settings).codeReceiver;

/** Receives an OpenID provider's answer. */
export function receiveOidcCallback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oidc");
}

/** Receives the answer of a tool that speaks OAuth 2. */
export function receiveOAuth2Callback(deps: SsoDependencies, callback: Callback): Promise<Received> {
  return receiveCallback(deps, callback, "oauth2");
}

/**
 * Receives the answer of a code flow. The attempt that `state` names is claimed before the code is traded, so that
 * the same answer twice, even at the same moment, is judged once.
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
  const state = callback.parameters.get("state");
  const found = await deps.store.connectionLookup.withLive(
    callback.connectionId,
    state ? { stateHash: deps.secrets.hash(state) } : null,
  );
  if (found?.connection.protocol !== protocol) return { outcome: "not_found" };
  const { connection, attempt } = found;
  if (!attempt) return { outcome: "refused", code: "attempt_unknown", attemptId: null };
  const now = deps.now();
  if (attempt.expiresAt <= now) return { outcome: "refused", code: "attempt_expired", attemptId: attempt.id };
  // What it takes to judge an answer goes when the attempt ends.
  const { secretsSealed } = attempt;
  if (attempt.status !== "started" || secretsSealed === null)
    return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  const ticket = deps.secrets.secret();
  const nothing = { identitySealed: null, refusalCode: null, cause: null, email: null };
  const claimed = await deps.store.attempts.answer(
    attempt.id,
    { ticketHash: deps.secrets.hash(ticket), ...nothing },
    now,
  );
  if (!claimed) return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  const connections = deps.store.connectionsOf(connection.organizationId);
  const configuration = attempt.testRunId
    ? await connections.configuration(attempt.configurationId)
    : found.live;
  const refuse = async (code: string, received: string, expected: string): Promise<Received> => {
    const cause = { check: "sign_in_option", received, expected, checks: [] };
    await deps.store.attempts.complete(attempt.id, { ...nothing, refusalCode: code, cause });
    return { outcome: "ticket", ticket, bind: null };
  };
  if (!configuration) return refuse("connection_inactive", "no live configuration", "a live configuration");
  if (configuration.id !== attempt.configurationId) {
    const startedWith = await connections.configuration(attempt.configurationId);
    if (startedWith && codeReceiver(startedWith) !== codeReceiver(configuration))
      return refuse("connection_changed", codeReceiver(configuration), codeReceiver(startedWith));
  }
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
      answer: callback.parameters,
      attempt: { requestId: null, secrets, createdAt: attempt.createdAt },
    })
    .catch((error: unknown) => {
      validated("failed");
      throw error;
    });
  validated(result.outcome);
  const accepted = result.outcome === "accepted";
  // A rehearsal keeps nothing.
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
  return { outcome: "ticket", ticket, bind: null };
}
