import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { connectionLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { roleAboveOwn } from "@/lib/features/people/own-role";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { noSuchPerson } from "./allow-connections";
import { highestRole } from "./highest-role";

/**
 * `relink`: allows the person's next sign-in a new subject (the provider has a new account for them). `remove`:
 * deletes the link; the next sign-in is recognised by the address, like a first one. Only if the connection is the
 * space's own: a link counts for every space of its organization.
 */
export async function changeLink(
  deps: Dependencies,
  ctx: Context,
  input: { userId: string; connectionId: string; change: "relink" | "remove" },
): Promise<Outcome<{ change: "relink" | "remove" }>> {
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    const { connection } = found;
    const member = await tx.membershipsOf(ctx.space.id).member(input.userId);
    if (!member) return noSuchPerson();
    const above = roleAboveOwn(ctx, await highestRole(tx, connection, input.userId));
    if (above) return above;
    const { identities } = tx.connectionsOf(connection.organizationId);
    const link = await identities.byUser(connection.id, input.userId);
    if (!link)
      return refused(
        "not_found",
        "link_not_found",
        "This person is not linked to this connection. Reload the page.",
      );
    if (input.change === "relink") {
      await identities.update(link.id, { relinkAllowed: true });
      await identities.forgetFormer(link.id);
    } else {
      await identities.remove(link.id);
      await tx.providerTokensOf(connection.organizationId).remove(connection.id, input.userId);
    }
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: input.change === "relink" ? "connector.relink_allowed" : "connector.unlinked",
        target: { kind: "user", id: input.userId, name: member.user.email },
        details: { connection: connection.name, connectionId: connection.id, subject: link.subject },
      },
      deps.now(),
    );
    await sendMessage(
      { ...deps, store: tx },
      {
        spaceId: ctx.space.id,
        recipient: member.user.email,
        ...connectionLinkChanged(input.change === "relink" ? "relink_allowed" : "removed", {
          connectionName: connection.name,
          spaceName: ctx.space.name,
          at: deps.now(),
          address: null,
        }),
      },
    );
    return done({ change: input.change });
  });
}
