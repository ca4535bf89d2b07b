import { randomBytes } from "node:crypto";
import { oauth2Settings } from "@/lib/features/connections/oauth2-settings";
import { oidcSettings } from "@/lib/features/connections/oidc-settings";
import { sealContexts } from "@/lib/features/maintenance/seal-contexts";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { AttemptSecrets } from "@/lib/ports/connections";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { OidcAttemptSecrets, ProviderRedirect, RoundTrip } from "./round-trip";
import { registerConfiguration, signedAuthnRequest } from "./saml-request";

/** Ten minutes from redirect to answer. */
export const attemptMinutes = 10;

export type Started =
  | { ok: true; attemptId: string; redirect: ProviderRedirect }
  | { ok: false; code: string; received: string | null; expected: string | null };

/**
 * Begins a round trip: writes the attempt, then says where to send the browser (docs/model.md#begin).
 * SAML: an AuthnRequest signed with the connection's own key, by the configured binding.
 * OpenID Connect and OAuth 2: authorization code with PKCE S256 and state, the first with a nonce too.
 */
export async function beginRoundTrip(deps: SsoDependencies, trip: RoundTrip): Promise<Started> {
  const { settings } = trip.configuration;
  const id = deps.secrets.id("att");
  if (settings.protocol === "saml") {
    await registerConfiguration(deps, trip.connection, trip.configuration);
    const request = await signedAuthnRequest(deps, trip, settings, id);
    await insertAttempt(deps, trip, id, { requestId: request.requestId, secrets: null });
    return { ok: true, attemptId: id, redirect: request.redirect };
  }
  const secrets: OidcAttemptSecrets = {
    state: deps.secrets.secret(),
    nonce: deps.secrets.secret(),
    // RFC 7636 §4.1: 43 to 128 unreserved characters.
    codeVerifier: randomBytes(48).toString("base64url"),
  };
  const { redirectUri } = serviceProviderAddresses(deps.appUrl, trip.connection, trip.space.slug);
  const common = { redirectUri, ...secrets, loginHint: trip.loginHint };
  const started =
    settings.protocol === "oidc"
      ? await deps.oidc.begin({
          settings: await oidcSettings(deps, trip.connection, trip.configuration),
          ...common,
          forceReauthentication: settings.forceReauthentication,
        })
      : deps.oauth2.begin({
          settings: await oauth2Settings(deps, trip.connection, trip.configuration),
          ...common,
        });
  if (started.outcome === "refused") {
    const { code, received, expected } = started.refusal;
    return { ok: false, code, received, expected };
  }
  await insertAttempt(deps, trip, id, { requestId: null, secrets });
  return { ok: true, attemptId: id, redirect: { kind: "redirect", url: started.url } };
}

/** A blank attempt of a round trip; what differs is put over it. */
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
  protocol: { requestId: string | null; secrets: OidcAttemptSecrets | null },
): Promise<void> {
  const { organizationId } = trip.connection;
  await deps.store.attempts.insert({
    ...newAttempt(deps, { ...trip, configurationId: trip.configuration.id }, id),
    testRunId: trip.testRunId,
    linkUserId: trip.linkUserId ?? null,
    startedElsewhere: trip.startedElsewhere ?? false,
    requestId: protocol.requestId,
    browserHash: deps.secrets.hash(trip.browserSecret),
    returnTo: trip.returnTo,
    stateHash: protocol.secrets ? deps.secrets.hash(protocol.secrets.state) : null,
    secretsSealed: protocol.secrets
      ? deps.vault.seal(JSON.stringify(protocol.secrets), sealContexts.attemptSecrets(organizationId, id))
      : null,
  });
}
