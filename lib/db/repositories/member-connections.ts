import { and, asc, eq } from "drizzle-orm";
import { memberConnections } from "@/drizzle/schema/member-connections";
import type { Database } from "../driver/database";

/** The connections that the people of one space may sign in by. */
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
    /** Sets the person's connections to exactly these. */
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
    /** Removes the connection from everybody's choice. */
    async forget(connectionId: string) {
      const here = eq(memberConnections.spaceId, spaceId);
      await db.delete(memberConnections).where(and(here, eq(memberConnections.connectionId, connectionId)));
    },
  };
}
