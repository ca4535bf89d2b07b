import { and, asc, eq } from "drizzle-orm";
import { memberConnectors } from "@/drizzle/schema/member-connections";
import type { MemberConnectors } from "@/lib/ports/member-connections";
import type { Database } from "../driver/database";

/** Which connectors the people of one space may sign in by. */
export function memberConnectorsIn(db: Database, spaceId: string): MemberConnectors {
  const of = (userId: string) =>
    and(eq(memberConnectors.spaceId, spaceId), eq(memberConnectors.userId, userId));
  return {
    async ofUser(userId) {
      const rows = await db
        .select({ id: memberConnectors.connectionId })
        .from(memberConnectors)
        .where(of(userId))
        .orderBy(asc(memberConnectors.connectionId));
      return rows.map(({ id }) => id);
    },
    async set(userId, connectionIds, by, at) {
      await db.delete(memberConnectors).where(of(userId));
      if (connectionIds.length === 0) return;
      await db.insert(memberConnectors).values(
        connectionIds.map((connectionId) => ({
          spaceId,
          userId,
          connectionId,
          allowedAt: at,
          allowedBy: by,
        })),
      );
    },
    async forget(connectionId) {
      const here = eq(memberConnectors.spaceId, spaceId);
      await db.delete(memberConnectors).where(and(here, eq(memberConnectors.connectionId, connectionId)));
    },
  };
}
