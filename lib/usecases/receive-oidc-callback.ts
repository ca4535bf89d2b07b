import { serviceProviderAddresses } from "@/lib/core/service-provider";
import { oidcSettings } from "./oidc-settings";
import type { SsoDependencies } from "./ports/sso-dependencies";
import { type Received, sealIdentity } from "./receive-saml-response";
import type { OidcAttemptSecrets } from "./round-trip";
import { sealContexts } from "./seal-contexts";

export interface OidcCallback {
  connectionId: string;
  /** The query as it came. */
  parameters: URLSearchParams;
}

/**
 * Receives an OpenID provider's answer. The attempt that `state` names is claimed before the code is traded, so that
 * the same answer twice, even at the same moment, is judged once.
 */
export async function receiveOidcCallback(deps: SsoDependencies, callback: OidcCallback): Promise<Received> {
  const connection = await deps.store.connectionLookup.byId(callback.connectionId);
  if (connection?.protocol !== "oidc") return { outcome: "not_found" };
  const state = callback.parameters.get("state");
  const attempt = state ? await deps.store.attempts.byState(connection.id, deps.secrets.hash(state)) : null;
  if (!attempt) return { outcome: "refused", code: "attempt_unknown", attemptId: null };
  const now = deps.now();
  if (attempt.expiresAt <= now) return { outcome: "refused", code: "attempt_expired", attemptId: attempt.id };
  // What it needs to be judged goes when it ends.
  const { secretsSealed } = attempt;
  if (attempt.status !== "started" || secretsSealed === null)
    return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  const ticket = deps.secrets.secret();
  const claimed = await deps.store.attempts.answer(
    attempt.id,
    {
      ticketHash: deps.secrets.hash(ticket),
      identitySealed: null,
      refusalCode: null,
      cause: null,
      email: null,
    },
    now,
  );
  if (!claimed) return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  const connections = deps.store.connectionsOf(connection.organizationId);
  const configurationId = attempt.testRunId ? attempt.configurationId : connection.liveConfigurationId;
  const configuration = configurationId ? await connections.configuration(configurationId) : null;
  if (!configuration) {
    const cause = {
      check: "sign_in_option",
      received: "no live configuration",
      expected: "a live configuration",
      checks: [],
    };
    await deps.store.attempts.complete(attempt.id, {
      identitySealed: null,
      refusalCode: "connection_inactive",
      cause,
      email: null,
    });
    return { outcome: "ticket", ticket, bind: null };
  }
  const opened = deps.vault.open(
    secretsSealed,
    sealContexts.attemptSecrets(attempt.organizationId, attempt.id),
  );
  const judgement = await deps.oidc.receive({
    settings: await oidcSettings(deps, connection, configuration),
    redirectUri: serviceProviderAddresses(deps.appUrl, connection, "").redirectUri,
    parameters: callback.parameters,
    expected: JSON.parse(opened) as OidcAttemptSecrets,
    now: deps.now(),
  });
  const accepted = judgement.outcome === "accepted";
  await deps.store.attempts.complete(attempt.id, {
    identitySealed: accepted ? sealIdentity(deps, attempt, judgement.identity) : null,
    refusalCode: accepted ? null : judgement.refusal.code,
    cause: accepted
      ? { check: null, received: null, expected: null, checks: judgement.checks }
      : {
          check: judgement.refusal.check,
          received: judgement.refusal.received,
          expected: judgement.refusal.expected,
          checks: judgement.checks,
        },
    email: null,
  });
  return { outcome: "ticket", ticket, bind: null };
}
