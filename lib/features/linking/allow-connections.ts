import { connectionsChosen } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readPersonConnections } from "./person-connections";

/**
 * Chooses the connections that a person of the space may sign in by (docs/decisions/0016); none: every one, and the
 * password if the space allows it. Open sessions stay; the next sign-in obeys. The person is notified by email.
 */
export async function allowConnections(
  deps: Dependencies,
  ctx: Context,
  input: { userId: string; connections: readonly string[] },
): Promise<Outcome<{ chosen: number }>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const member = await tx.membershipsOf(ctx.space.id).member(input.userId);
    const now = await readPersonConnections({ store: tx }, ctx, input.userId);
    if (!member || !now) return noSuchPerson();
    const wanted = new Set(input.connections);
    const unknown = [...wanted].find(
      (id) => !now.connections.some(({ connectionId }) => connectionId === id),
    );
    if (unknown !== undefined) return connectionNotFound(unknown);
    const before = now.connections.filter(({ isChosen }) => isChosen);
    const after = now.connections.filter(({ connectionId }) => wanted.has(connectionId));
    const names = (list: typeof before) => list.map(({ name }) => name);
    if (names(before).join("\n") === names(after).join("\n")) return done({ chosen: after.length });
    // People who sign in by these only would have no way to sign in.
    if (after.length > 0 && !after.some(({ status }) => status === "active"))
      return noActiveConnection(names(after));
    await tx
      .memberConnectionsOf(ctx.space.id)
      .set(input.userId, [...wanted], ctx.user?.id ?? null, deps.now());
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "person.connectors_changed",
        target: { kind: "user", id: input.userId, name: member.user.email },
        details: { before: names(before), after: names(after) },
      },
      deps.now(),
    );
    if (member.status === "active")
      await sendMessage(
        { ...deps, store: tx },
        {
          spaceId: ctx.space.id,
          recipient: member.user.email,
          ...connectionsChosen({
            spaceName: ctx.space.name,
            connections: names(after),
            signInPage: `${deps.appUrl}/${ctx.space.slug}/login`,
          }),
        },
      );
    return done({ chosen: after.length });
  });
}

const connectionNotFound = (received: string) =>
  refused(
    "invalid",
    "connection_not_found",
    "One of these connections is no longer in this space. Reload the page.",
    { field: "connections", received },
  );

const noActiveConnection = (names: readonly string[]) =>
  refused(
    "conflict",
    "no_active_connector",
    "None of these connections is active, so this person could not sign in at all. Choose an active one as well, or activate one of them first.",
    { field: "connections", received: names.join(", "), expected: "an active connection" },
  );

/** The answer for somebody who is not in the space. */
export const noSuchPerson = () =>
  refused(
    "not_found",
    "person_not_found",
    "There is no such person in this space. They may have been removed.",
  );
