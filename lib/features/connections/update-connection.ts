import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection, noSuchConnection } from "./find-connection";
import { auditRename, referenceTaken, renameOf } from "./rename-connection";
import { notSubscribed } from "./sso-permission";
import { staleRevision } from "./stale-revision";

/** Renames a connection. A new reference changes its login address. */
export async function updateConnection(
  deps: Dependencies,
  ctx: Context,
  input: { connectionId: string; name?: string; reference?: string; expectedRevision: number | null },
): Promise<Outcome<Connection>> {
  const refusal = notSubscribed(ctx.space);
  return deps.store.transaction(async (tx) => {
    const found = await findConnection(tx, ctx.space.id, input.connectionId);
    if (found?.link.status !== "own") return noSuchConnection();
    if (refusal) return refusal;
    const { connection } = found;
    const change = renameOf(connection, input);
    if (Object.keys(change).length === 0) return done(connection);
    const updated = await tx
      .connectionsOf(connection.organizationId)
      .update(connection.id, change, input.expectedRevision);
    if (updated === "reference_taken") return referenceTaken(input.reference ?? "");
    if (updated === "stale")
      return staleRevision(tx, ctx.space.id, connection.id, "this connection", input.expectedRevision);
    await auditRename(tx, ctx, connection, updated, deps.now());
    return done(updated);
  });
}
