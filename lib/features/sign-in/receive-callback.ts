import { sealContexts } from "@/lib/features/maintenance/seal-contexts";
import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import { holdToDemands } from "@/lib/model/sign-in/authentication-demands";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { type Received, sealIdentity } from "./receive-saml-response";
import type { OidcAttemptSecrets } from "./round-trip";

export interface Callback {
  connectionId: string;
  /** The query as it came. */
  parameters: URLSearchParams;
}

/**
 * Who a code is for: it is a secret between us and whoever gave it, so it goes nowhere else when another version went
 * live while the person was away.
 */
function codeReceiver({ settings }: Configuration): string {
  if (settings.protocol === "oauth2") return settings.tokenUrl;
  return settings.protocol === "oidc" ? settings.issuer : "";
}

/** What a protocol makes of an answer. */
interface Validated {
  result: ValidationResult<string>;
  /** What the tool gave, to be kept until the person is admitted. */
  tokens?: TokensToKeep | null;
}

type Validate = (
  connection: Connection,
  configuration: Configuration,
  expected: OidcAttemptSecrets,
) => Promise<Validated>;

/**
 * Receives the answer of a code flow. The attempt that `state` names is claimed before the code is traded, so that
 * the same answer twice, even at the same moment, is judged once.
 */
export async function receiveCallback(
  deps: SsoDependencies,
  callback: Callback,
  protocol: "oidc" | "oauth2",
  validate: Validate,
): Promise<Received> {
  const received = await receive(deps, callback, protocol, validate);
  if (received.outcome === "refused") deps.meter.signIn(protocol, received.code);
  return received;
}

async function receive(
  deps: SsoDependencies,
  callback: Callback,
  protocol: "oidc" | "oauth2",
  validate: Validate,
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
  const { result: verified, tokens } = await validate(
    connection,
    configuration,
    JSON.parse(opened) as OidcAttemptSecrets,
  ).catch((error: unknown) => {
    validated("failed");
    throw error;
  });
  const result = holdToDemands(verified, {
    fresh: configuration.settings.protocol === "oidc" && configuration.settings.forceReauthentication,
    begunAt: attempt.createdAt,
    now: deps.now(),
    skewSeconds: 60,
  });
  validated(result.outcome);
  const accepted = result.outcome === "accepted";
  // A rehearsal keeps nothing.
  const kept = attempt.testRunId ? null : (tokens ?? null);
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
