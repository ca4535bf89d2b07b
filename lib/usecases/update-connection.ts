import type { Connection } from "@/lib/core/model/connection";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { findConnection, noSuchConnection } from "./find-connection";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import { notSubscribed } from "./sso-permission";
import { staleRevision } from "./stale-revision";

/** Changes what a connection is called. A new reference changes its login address. */
export async function updateConnection(
  deps: Dependencies,
  acting: Acting,
  wish: { connectionId: string; name?: string; reference?: string; expectedRevision: number | null },
): Promise<Outcome<Connection>> {
  const refusal = notSubscribed(acting.space);
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, acting.space.id, wish.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    if (refusal) return refusal;
    const { connection } = found;
    const change = {
      ...(wish.name !== undefined && wish.name !== connection.name ? { name: wish.name } : {}),
      ...(wish.reference !== undefined && wish.reference !== connection.reference
        ? { reference: wish.reference }
        : {}),
    };
    if (Object.keys(change).length === 0) return done(connection);
    const updated = await tx
      .connectionsOf(connection.organizationId)
      .update(connection.id, change, wish.expectedRevision);
    if (updated === "reference_taken")
      return refused(
        "conflict",
        "reference_taken",
        `Another connection has the reference “${wish.reference}” already. Choose another one.`,
        {
          field: "reference",
          received: wish.reference,
          expected: "a reference that no other connection has",
        },
      );
    if (updated === "stale")
      return staleRevision(tx, acting.space.id, connection.id, "this connection", wish.expectedRevision);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "connection.renamed",
        target: { kind: "connection", id: connection.id, name: updated.name },
        details: {
          before: { name: connection.name, reference: connection.reference },
          after: { name: updated.name, reference: updated.reference },
        },
      },
      deps.now(),
    );
    return done(updated);
  });
}
