import { and, eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import { metadataLooks, noticesSent } from "@/drizzle/schema/jobs";
import type { MetadataFindings, MetadataLook } from "@/lib/model/connections/metadata-refresh";
import type { MetadataLooks, Notices } from "@/lib/ports/maintenance";
import type { Database } from "../driver/database";

/** What one organization's administrators were told once. */
export function noticesIn(db: Database, organizationId: string): Notices {
  return {
    async once(notice, at) {
      const rows = await db
        .insert(noticesSent)
        .values({ organizationId, notice, sentAt: at })
        .onConflictDoNothing()
        .returning({ notice: noticesSent.notice });
      return rows.length > 0;
    },
  };
}

/** The latest looks at one organization's metadata addresses. */
export function metadataLooksIn(db: Database, organizationId: string): MetadataLooks {
  return {
    async byConnection(connectionId) {
      const [row] = await db
        .select()
        .from(metadataLooks)
        .where(
          and(eq(metadataLooks.organizationId, organizationId), eq(metadataLooks.connectionId, connectionId)),
        );
      return row ? lookOf(row) : null;
    },
    async record(look) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.organizationId, organizationId), eq(connections.id, look.connectionId)));
      // Removed while the document was on its way.
      if (!connection) return;
      const { connectionId: _id, ...rest } = look;
      await db
        .insert(metadataLooks)
        .values({ ...look, organizationId })
        .onConflictDoUpdate({ target: metadataLooks.connectionId, set: rest });
    },
  };
}

function lookOf(row: typeof metadataLooks.$inferSelect): MetadataLook {
  return { ...row, findings: row.findings as MetadataFindings };
}
