import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Session } from "@/lib/model/sign-in/session";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";

/** How the provider ends its own session after ours. */
export type ProviderLogout =
  /** The connection names an address. */
  | { by: "address"; url: string }
  /** The provider's own endpoint, which gets what was stored from the sign-in. */
  | { by: "end_session"; sessionId: string; connectionId: string };

/**
 * How the provider of the connection that admitted the session last ends its own session; `null` if it cannot. A
 * logout URL that an administrator has set comes before the provider's own endpoint.
 */
export async function providerLogoutOf(
  store: Store,
  session: Pick<Session, "id" | "spaces">,
): Promise<ProviderLogout | null> {
  const byConnection = session.spaces
    .filter((space) => space.connectionId !== null)
    .sort((a, b) => b.admittedAt.getTime() - a.admittedAt.getTime());
  for (const { connectionId } of byConnection) {
    const found = connectionId ? await liveOf(store, connectionId) : null;
    if (!found) continue;
    const { logoutUrl: url, endsSessions } = factsOf(found.live.settings);
    if (url && /^https?:\/\//i.test(url)) return { by: "address", url };
    if (endsSessions) return { by: "end_session", sessionId: session.id, connectionId: found.connection.id };
  }
  return null;
}

async function liveOf(store: Store, connectionId: string) {
  const connection = await store.connectionLookup.byId(connectionId);
  if (!connection?.liveConfigurationId) return null;
  const live = await store
    .connectionsOf(connection.organizationId)
    .configuration(connection.liveConfigurationId);
  return live && { connection, live };
}

/**
 * Sends the browser to where the provider ends its session, and from where it comes back here with `state`; `null` if
 * there is no such address. Only for a session that has ended here.
 */
export async function endSessionRedirect(
  deps: SsoDependencies,
  input: { sessionId: string; connectionId: string; state: string },
): Promise<ProviderRedirect | null> {
  const { sessionId, connectionId, state } = input;
  const session = await deps.store.sessions.byId(sessionId);
  const found = session?.endedAt ? await liveOf(deps.store, connectionId) : null;
  if (!found) return null;
  const { connection, live: configuration } = found;
  const { organizationId } = connection;
  const kept = await deps.store.idTokensOf(organizationId).of(connectionId, sessionId);
  const hint = kept && deps.vault.open(kept.idTokenSealed, sealContexts.idToken(organizationId, kept.id));
  const { postLogoutRedirectUri: returnTo } = serviceProviderAddresses(deps.appUrl, connection, "");
  const end = protocolModules[connection.protocol].endSession;
  return (await end?.(deps, { connection, configuration, hint, returnTo, state })) ?? null;
}

/** Stores, sealed, what the provider needs at sign-out; inside the transaction that opens the session. */
export async function keepSignOutHint(
  deps: Pick<SsoDependencies, "store" | "vault" | "secrets" | "now">,
  connection: Connection,
  { signOutHint }: Pick<VerifiedIdentity, "signOutHint">,
  sessionId: string,
): Promise<void> {
  if (signOutHint === undefined) return;
  const { organizationId, id: connectionId } = connection;
  const id = deps.secrets.id("psess");
  const idTokenSealed = deps.vault.seal(signOutHint, sealContexts.idToken(organizationId, id));
  await deps.store
    .idTokensOf(organizationId)
    .keep({ id, connectionId, sessionId, idTokenSealed, createdAt: deps.now() });
}
