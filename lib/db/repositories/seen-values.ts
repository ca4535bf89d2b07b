import { and, desc, eq, lt, sql } from "drizzle-orm";
import { seenValues } from "@/drizzle/schema/seen-values";
import type { Database } from "../driver/database";

/** An attribute's value; an empty one records only that the attribute was received. */
export interface SeenValue {
  attribute: string;
  value: string;
}

/** The values that sign-ins have brought to one space. */
export function seenValuesIn(db: Database, spaceId: string) {
  const of = (connectionId: string) =>
    and(eq(seenValues.spaceId, spaceId), eq(seenValues.connectionId, connectionId));
  return {
    /**
     * Adds values or refreshes them; deletes those of the connection that were last seen before `forgetBefore`.
     * Returns how many it has written: recent ones are left alone.
     */
    async remember(connectionId: string, seen: readonly SeenValue[], at: Date, forgetBefore: Date) {
      if (seen.length === 0) return 0;
      const written = await db
        .insert(seenValues)
        .values(seen.map((one) => ({ ...one, spaceId, connectionId, lastSeenAt: at })))
        .onConflictDoUpdate({
          target: [seenValues.spaceId, seenValues.connectionId, seenValues.attribute, seenValues.value],
          set: { lastSeenAt: at },
          // Once a day is recent enough, and saves a write for every value of every sign-in.
          setWhere: sql`${seenValues.lastSeenAt} < excluded.last_seen_at - interval '1 day'`,
        })
        .returning({ attribute: seenValues.attribute });
      // Something is written every day or so if people sign in; that is also the time to delete.
      if (written.length > 0)
        await db.delete(seenValues).where(and(of(connectionId), lt(seenValues.lastSeenAt, forgetBefore)));
      return written.length;
    },
    /** The most recent first. */
    async ofConnection(connectionId: string, limit: number): Promise<SeenValue[]> {
      return await db
        .select({ attribute: seenValues.attribute, value: seenValues.value })
        .from(seenValues)
        .where(of(connectionId))
        .orderBy(desc(seenValues.lastSeenAt), seenValues.attribute, seenValues.value)
        .limit(limit);
    },
  };
}
