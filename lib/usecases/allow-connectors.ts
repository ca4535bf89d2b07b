import { done, type Outcome, refused } from "@/lib/core/outcome";
import { readPersonConnectors } from "./person-connectors";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";

/**
 * Chooses the connectors that a person of the space may sign in by (manual 004, step 2); none: every one. Sessions
 * that are open stay; the next sign-in obeys.
 */
export async function allowConnectors(
  deps: Dependencies,
  acting: Acting,
  wish: { userId: string; connectors: readonly string[] },
): Promise<Outcome<{ chosen: number }>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const member = await tx.membershipsOf(acting.space.id).member(wish.userId);
    const now = await readPersonConnectors({ store: tx }, acting, wish.userId);
    if (!member || !now) return noSuchPerson();
    const wanted = new Set(wish.connectors);
    const unknown = [...wanted].find((id) => !now.connectors.some(({ connectionId }) => connectionId === id));
    if (unknown !== undefined)
      return refused(
        "invalid",
        "connection_not_found",
        "One of these connectors is not in this space any more. Reload the page.",
        {
          field: "connectors",
          received: unknown,
        },
      );
    const before = now.connectors.filter(({ isChosen }) => isChosen);
    const after = now.connectors.filter(({ connectionId }) => wanted.has(connectionId));
    const names = (list: typeof before) => list.map(({ name }) => name);
    if (names(before).join("\n") === names(after).join("\n")) return done({ chosen: after.length });
    await tx
      .memberConnectorsOf(acting.space.id)
      .set(wish.userId, [...wanted], acting.user?.id ?? null, deps.now());
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "person.connectors_changed",
        target: { kind: "user", id: wish.userId, name: member.user.email },
        details: { before: names(before), after: names(after) },
      },
      deps.now(),
    );
    return done({ chosen: after.length });
  });
}

/** The answer for somebody who is not in the space. */
export const noSuchPerson = () =>
  refused(
    "not_found",
    "person_not_found",
    "There is no such person in this space. They may have been removed.",
  );
