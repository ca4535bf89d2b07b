import { and, asc, eq } from "drizzle-orm";
import { memberConnections } from "@/drizzle/schema/member-connections";
import type { Database } from "../driver/database";

/** Which connections the people of one space may sign in by. */
export function memberConnectionsIn(db: Database, spaceId: string) {
  const of = (userId: string) =>
    and(eq(memberConnections.spaceId, spaceId), eq(memberConnections.userId, userId));
  return {
    /** Ids of connections; empty: any. */
    async ofUser(userId: string): Promise<string[]> {
      const rows = await db
        .select({ id: memberConnections.connectionId })
        .from(memberConnections)
        .where(of(userId))
        .orderBy(asc(memberConnections.connectionId));
      return rows.map(({ id }) => id);
    },
    /** Makes the person's connections exactly these. */
    async set(userId: string, connectionIds: readonly string[], by: string | null, at: Date) {
      await db.delete(memberConnections).where(of(userId));
      if (connectionIds.length === 0) return;
      await db.insert(memberConnections).values(
        connectionIds.map((connectionId) => ({
          spaceId,
          userId,
          connectionId,
          allowedAt: at,
          allowedBy: by,
        })),
      );
    },
    /** Takes the connection out of everybody's choice. */
    async forget(connectionId: string) {
      const here = eq(memberConnections.spaceId, spaceId);
      await db.delete(memberConnections).where(and(here, eq(memberConnections.connectionId, connectionId)));
    },
  };
}
