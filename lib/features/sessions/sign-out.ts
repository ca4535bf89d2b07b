import type { Actor } from "@/lib/model/audit/audit";
import { nameToSpace } from "@/lib/model/people/acceptance";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type ProviderLogout, providerLogoutOf } from "./provider-logout";

/** What remains to be done after our own session ended. */
export interface SignedOut {
  /** How the provider ends its session; `null`: it cannot, or no provider is involved. */
  provider: ProviderLogout | null;
}

/**
 * Ends the session named by the browser's cookie, then returns where the provider ends its own. A session that had
 * ended already is no error: the person wants to be signed out and is.
 */
export async function signOut(
  deps: Pick<Dependencies, "store" | "now">,
  sessionId: string | null,
  address: string | null,
): Promise<SignedOut> {
  const session = sessionId === null ? null : await deps.store.sessions.byId(sessionId);
  if (!session) return { provider: null };
  const at = deps.now();
  await deps.store.transaction(async (tx) => {
    if (!(await tx.sessions.end(session.id, "signed_out", at))) return;
    const user = await tx.users.byId(session.userId);
    const memberships = new Map(
      (await tx.users.membershipsOf(session.userId)).map((one) => [one.spaceId, one]),
    );
    for (const { spaceId } of [...session.spaces].sort((a, b) => (a.spaceId < b.spaceId ? -1 : 1))) {
      const name = user && nameToSpace(user, memberships.get(spaceId));
      const actor: Actor = { kind: "user", id: session.userId, name, address };
      const target = { kind: "session", id: session.id };
      await tx.auditOf(spaceId).append({ actor, action: "person.signed_out", target }, at);
    }
  });
  return { provider: await providerLogoutOf(deps.store, session) };
}
