import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";

/** A connection's new name; absent fields stay. */
export interface Rename {
  name?: string | undefined;
  reference?: string | undefined;
}

/** The requested values that differ from the current ones. */
export function renameOf(connection: Connection, { name, reference }: Rename): Partial<Connection> {
  return {
    ...(name !== undefined && name !== connection.name ? { name } : {}),
    ...(reference !== undefined && reference !== connection.reference ? { reference } : {}),
  };
}

/** Writes a change of name or reference in the audit log, within the change's transaction. */
export async function auditRename(
  tx: Store,
  ctx: Context,
  before: Connection,
  after: Connection,
  at: Date,
): Promise<void> {
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: "connection.renamed",
      target: { kind: "connection", id: before.id, name: after.name },
      details: {
        before: { name: before.name, reference: before.reference },
        after: { name: after.name, reference: after.reference },
      },
    },
    at,
  );
}

/** The answer if another connection of the organization has the reference. */
export function referenceTaken(reference: string) {
  return refused(
    "conflict",
    "reference_taken",
    `Another connection already has the reference “${reference}”. Choose another one.`,
    { field: "reference", received: reference, expected: "a reference that no other connection has" },
  );
}
