import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { connectorLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { noSuchPerson } from "./allow-connections";

/**
 * `relink`: lets the person's next sign-in bring another subject (the provider has a new account for them).
 * `remove`: forgets the link; the next sign-in is recognised by the address, as a first one.
 * Only where the connection is the space's own: a link speaks for every space of its organization.
 */
export async function changeLink(
  deps: Dependencies,
  acting: Acting,
  wish: { userId: string; connectionId: string; change: "relink" | "remove" },
): Promise<Outcome<{ change: "relink" | "remove" }>> {
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, acting.space.id, wish.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    const { connection } = found;
    const member = await tx.membershipsOf(acting.space.id).member(wish.userId);
    if (!member) return noSuchPerson();
    const { identities } = tx.connectionsOf(connection.organizationId);
    const link = await identities.byUser(connection.id, wish.userId);
    if (!link)
      return refused(
        "not_found",
        "link_not_found",
        "This person is not linked to this connector. Reload the page.",
      );
    if (wish.change === "relink") await identities.update(link.id, { relinkAllowed: true });
    else {
      await identities.remove(link.id);
      await tx.providerTokensOf(connection.organizationId).remove(connection.id, wish.userId);
    }
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: wish.change === "relink" ? "connector.relink_allowed" : "connector.unlinked",
        target: { kind: "user", id: wish.userId, name: member.user.email },
        details: { connection: connection.name, connectionId: connection.id, subject: link.subject },
      },
      deps.now(),
    );
    await sendMessage(
      { ...deps, store: tx },
      {
        spaceId: acting.space.id,
        recipient: member.user.email,
        ...connectorLinkChanged(wish.change === "relink" ? "relink_allowed" : "removed", {
          connectionName: connection.name,
          spaceName: acting.space.name,
          at: deps.now(),
          address: null,
        }),
      },
    );
    return done({ change: wish.change });
  });
}
