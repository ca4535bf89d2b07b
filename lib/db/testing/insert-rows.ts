import { and, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { configurations, connections } from "@/drizzle/schema/connections";
import type { Database } from "../driver/database";
import { insertMany } from "../driver/parts";

/** Inserts many rows directly into a table, for databases that must be large before a measurement. */
export function insertRows<T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  return insertMany(db, table, rows, sql`do nothing`);
}

/** Puts the first version of every connection live. A connection is inserted before its versions. */
export async function putFirstVersionsLive(db: Database): Promise<void> {
  await db
    .update(connections)
    .set({ liveConfigurationId: configurations.id })
    .from(configurations)
    .where(and(eq(configurations.connectionId, connections.id), eq(configurations.version, 1)));
}

/** Updates the planner's statistics, as a server's own maintenance does after a while. */
export async function analyze(db: Database): Promise<void> {
  await db.execute(sql`analyze`);
}
