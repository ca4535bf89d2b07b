import { and, eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import { metadataRefreshes, noticesSent } from "@/drizzle/schema/jobs";
import type { MetadataFindings, MetadataRefresh } from "@/lib/model/connections/metadata-refresh";
import type { Database } from "../driver/database";

/** The one-time notices to one organization's administrators. */
export function noticesIn(db: Database, organizationId: string) {
  return {
    /** True the first time; `false` ever after. One statement: call it inside the transaction that writes the message. */
    async once(notice: string, at: Date) {
      const rows = await db
        .insert(noticesSent)
        .values({ organizationId, notice, sentAt: at })
        .onConflictDoNothing()
        .returning({ notice: noticesSent.notice });
      return rows.length > 0;
    },
  };
}

/** The latest checks of one organization's metadata addresses. */
export function metadataRefreshesIn(db: Database, organizationId: string) {
  return {
    async byConnection(connectionId: string): Promise<MetadataRefresh | null> {
      const [row] = await db
        .select()
        .from(metadataRefreshes)
        .where(
          and(
            eq(metadataRefreshes.organizationId, organizationId),
            eq(metadataRefreshes.connectionId, connectionId),
          ),
        );
      return row ? refreshOf(row) : null;
    },
    async record(look: Omit<MetadataRefresh, "organizationId">) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.organizationId, organizationId), eq(connections.id, look.connectionId)));
      // Removed while the document was being fetched.
      if (!connection) return;
      const { connectionId: _id, ...rest } = look;
      await db
        .insert(metadataRefreshes)
        .values({ ...look, organizationId })
        .onConflictDoUpdate({ target: metadataRefreshes.connectionId, set: rest });
    },
  };
}

function refreshOf(row: typeof metadataRefreshes.$inferSelect): MetadataRefresh {
  return { ...row, findings: row.findings as MetadataFindings };
}
