import type { Store } from "@/lib/db/store";
import type { Actor } from "@/lib/model/audit/audit";
import { displayName } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import type { Dependencies } from "@/lib/ports/dependencies";
import { factsOf } from "@/lib/protocols";

/** What is left to do after our own session ended. */
export interface SignedOut {
  /** Where the provider ends its session, where the connection says so. */
  logoutUrl: string | null;
}

/**
 * Ends the session that the browser's cookie names, then says where the provider ends its own.
 * A session that had ended already is no error: the person wants to be signed out and is.
 */
export async function signOut(
  deps: Pick<Dependencies, "store" | "now">,
  sessionId: string | null,
  address: string | null,
): Promise<SignedOut> {
  const session = sessionId === null ? null : await deps.store.sessions.byId(sessionId);
  if (!session) return { logoutUrl: null };
  const at = deps.now();
  await deps.store.transaction(async (tx) => {
    if (!(await tx.sessions.end(session.id, "signed_out", at))) return;
    const user = await tx.users.byId(session.userId);
    const actor: Actor = { kind: "user", id: session.userId, name: user && displayName(user), address };
    for (const { spaceId } of [...session.spaces].sort((a, b) => (a.spaceId < b.spaceId ? -1 : 1))) {
      const target = { kind: "session", id: session.id };
      await tx.auditOf(spaceId).append({ actor, action: "person.signed_out", target }, at);
    }
  });
  return { logoutUrl: await logoutUrlFor(deps.store, session) };
}

/** The logout URL of the connection that admitted the session last; `null` where there is none. */
export async function logoutUrlFor(store: Store, session: Pick<Session, "spaces">): Promise<string | null> {
  const byConnection = session.spaces
    .filter((space) => space.connectionId !== null)
    .sort((a, b) => b.admittedAt.getTime() - a.admittedAt.getTime());
  for (const { connectionId } of byConnection) {
    const connection = connectionId ? await store.connectionLookup.byId(connectionId) : null;
    if (!connection?.liveConfigurationId) continue;
    const live = await store
      .connectionsOf(connection.organizationId)
      .configuration(connection.liveConfigurationId);
    const url = live && factsOf(live.settings).logoutUrl;
    if (url && /^https?:\/\//i.test(url)) return url;
  }
  return null;
}
