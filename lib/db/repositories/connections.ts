import { and, eq, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import type { Connection } from "@/lib/model/connections/connection";
import { referenceKey } from "@/lib/model/connections/reference";
import type { Database } from "../driver/database";
import { unlessTaken } from "../driver/unless-taken";
import { configurationsIn } from "./configurations";
import { linkedIdentitiesIn } from "./linked-identities";
import { serviceProviderKeysIn } from "./service-provider-keys";
import { testRunsIn } from "./test-runs";

/** The stored row in the model's terms. */
export function connectionOf({ referenceKey: _key, ...row }: typeof connections.$inferSelect): Connection {
  return row;
}

/** The connections of one organization, with everything that belongs to them. */
// Over 60 lines: one short method per query, over one handle.
export function connectionsIn(db: Database, organizationId: string) {
  const here = eq(connections.organizationId, organizationId);
  const one = (id: string) => and(here, eq(connections.id, id));
  return {
    ...configurationsIn(db, organizationId),
    ...serviceProviderKeysIn(db, organizationId),
    ...testRunsIn(db, organizationId),
    identities: linkedIdentitiesIn(db, organizationId),

    async byId(id: string): Promise<Connection | null> {
      const [row] = await db.select().from(connections).where(one(id));
      return row ? connectionOf(row) : null;
    },
    async byReference(reference: string): Promise<Connection | null> {
      const [row] = await db
        .select()
        .from(connections)
        .where(and(here, eq(connections.referenceKey, referenceKey(reference))));
      return row ? connectionOf(row) : null;
    },
    async all(): Promise<Connection[]> {
      const rows = await db
        .select()
        .from(connections)
        .where(here)
        .orderBy(connections.createdAt, connections.id);
      return rows.map(connectionOf);
    },
    /** `false` if the reference is taken (compared case-insensitively). */
    async insert(connection: Connection) {
      const rows = await db
        .insert(connections)
        .values({ ...connection, organizationId, referenceKey: referenceKey(connection.reference) })
        .onConflictDoNothing({ target: [connections.organizationId, connections.referenceKey] })
        .returning({ id: connections.id });
      return rows.length > 0;
    },
    /**
     * Writes the change if the revision is still `expectedRevision` (`null`: any) and adds one to it. `stale` if it
     * is not, `reference_taken` if the new reference exists.
     */
    async update(
      id: string,
      change: Partial<Omit<Connection, "id" | "organizationId" | "revision">>,
      expectedRevision: number | null,
    ): Promise<Connection | "stale" | "reference_taken"> {
      return unlessTaken(db, "connections_reference", "reference_taken" as const, async (tx) => {
        const key = change.reference === undefined ? undefined : referenceKey(change.reference);
        const [row] = await tx
          .update(connections)
          .set({ ...change, referenceKey: key, revision: sql`${connections.revision} + 1` })
          .where(
            and(one(id), expectedRevision === null ? undefined : eq(connections.revision, expectedRevision)),
          )
          .returning();
        return row ? connectionOf(row) : "stale";
      });
    },
    /**
     * Keeps the wizard's step if the revision is still the expected one (`null`: any). The revision stays: a step
     * changes nothing that a page shows, and a form that was opened a moment ago must still be saved.
     */
    async keepWizardStep(id: string, wizardStep: string, expectedRevision: number | null) {
      const rows = await db
        .update(connections)
        .set({ wizardStep })
        .where(
          and(one(id), expectedRevision === null ? undefined : eq(connections.revision, expectedRevision)),
        )
        .returning({ id: connections.id });
      return rows.length > 0;
    },
    async touch(id: string, at: Date) {
      await db.update(connections).set({ lastUsedAt: at }).where(one(id));
    },
    /** Removes it with its versions, keys, options and links. */
    async remove(id: string) {
      const rows = await db.delete(connections).where(one(id)).returning({ id: connections.id });
      return rows.length > 0;
    },
  };
}
