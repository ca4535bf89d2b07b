import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import { requestedAuthentication } from "@/lib/features/applications/requested-authentication";
import type { Configuration } from "@/lib/model/connections/connection";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { protocolModules } from "@/lib/protocols";
import type { CodeFlowSecrets, ProviderRedirect } from "@/lib/protocols/protocol-module";
import type { RoundTrip } from "./round-trip";

/** Ten minutes from redirect to answer. */
export const attemptMinutes = 10;

export type Started =
  | { ok: true; attemptId: string; redirect: ProviderRedirect }
  | { ok: false; code: string; received: string | null; expected: string | null };

/** Begins a round trip: writes the attempt, then returns where to send the browser (docs/model.md#begin). */
export async function beginRoundTrip(deps: SsoDependencies, trip: RoundTrip): Promise<Started> {
  const { connection, loginHint } = trip;
  const configuration = demandingOf(trip.configuration, trip);
  const attemptId = deps.secrets.id("att");
  const { begin } = protocolModules[connection.protocol];
  const isTest = trip.testRunId !== null;
  const requested = await requestedAuthentication(deps, trip.returnTo);
  const begun = await begin(deps, { connection, configuration, attemptId, loginHint, requested, isTest });
  if (!begun.ok) return begun;
  await insertAttempt(deps, trip, attemptId, begun);
  return { ok: true, attemptId, redirect: begun.redirect };
}

/**
 * The configuration that makes a person prove once more who they are, as if the connection itself required it. OAuth
 * 2 tools have no such requirement.
 */
export function demandingOf(
  configuration: Configuration,
  { reauthenticate }: { reauthenticate?: boolean },
): Configuration {
  const { settings } = configuration;
  if (!reauthenticate || settings.protocol === "oauth2") return configuration;
  return { ...configuration, settings: { ...settings, forceReauthentication: true } };
}

/**
 * Writes an attempt that waits for an answer which begins at the provider, bound to this browser. For a test of a
 * connection that has no login URL.
 */
export async function awaitProvider(deps: SsoDependencies, trip: RoundTrip): Promise<void> {
  const attempt = { requestId: null, secrets: null };
  await insertAttempt(deps, trip, deps.secrets.id("att"), attempt, "identity_provider");
}

/** A blank attempt of a round trip; the caller overrides what differs. */
export function newAttempt(
  deps: Pick<SsoDependencies, "now">,
  trip: Pick<RoundTrip, "space" | "connection" | "address"> & { configurationId: string },
  id: string,
): SignInAttempt & AttemptSecrets {
  const now = deps.now();
  return {
    id,
    organizationId: trip.connection.organizationId,
    spaceId: trip.space.id,
    connectionId: trip.connection.id,
    connectionName: trip.connection.name,
    configurationId: trip.configurationId,
    testRunId: null,
    linkUserId: null,
    protocol: trip.connection.protocol,
    initiatedBy: "service_provider",
    startedElsewhere: false,
    reauthenticate: false,
    status: "started",
    requestId: null,
    browserHash: null,
    returnTo: null,
    email: null,
    userId: null,
    sessionId: null,
    refusalCode: null,
    cause: null,
    address: trip.address,
    createdAt: now,
    answeredAt: null,
    finishedAt: null,
    expiresAt: new Date(now.getTime() + attemptMinutes * 60_000),
    stateHash: null,
    secretsSealed: null,
    ticketHash: null,
    identitySealed: null,
  };
}

async function insertAttempt(
  deps: SsoDependencies,
  trip: RoundTrip,
  id: string,
  protocol: { requestId: string | null; secrets: CodeFlowSecrets | null },
  initiatedBy: SignInAttempt["initiatedBy"] = "service_provider",
): Promise<void> {
  const { organizationId } = trip.connection;
  await deps.store.attempts.insert({
    ...newAttempt(deps, { ...trip, configurationId: trip.configuration.id }, id),
    initiatedBy,
    testRunId: trip.testRunId,
    linkUserId: trip.linkUserId ?? null,
    startedElsewhere: trip.startedElsewhere ?? false,
    reauthenticate: trip.reauthenticate ?? false,
    requestId: protocol.requestId,
    browserHash: deps.secrets.hash(trip.browserSecret),
    returnTo: trip.returnTo,
    stateHash: protocol.secrets ? deps.secrets.hash(protocol.secrets.state) : null,
    secretsSealed: protocol.secrets
      ? deps.vault.seal(JSON.stringify(protocol.secrets), sealContexts.attemptSecrets(organizationId, id))
      : null,
  });
}
