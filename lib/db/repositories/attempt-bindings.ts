import { and, eq, isNull, sql } from "drizzle-orm";
import { signInAttempts as attempts } from "@/drizzle/schema/connections";
import type { Database } from "@/lib/db/driver/database";

/** To which browsers an attempt is bound (docs/model.md#twice). */
export function bindingsIn(db: Database) {
  return {
    /**
     * Binds an attempt that no request of ours began to one more browser, as long as its ticket waits; `false` if it does not,
     * or if three have been bound. The one that trades the ticket stays the only one (`bindTo`).
     */
    async bindAnother(id: string, browserHash: string): Promise<boolean> {
      const rows = await db
        .update(attempts)
        .set({ browserHash: sql`${attempts.browserHash} || ' ' || ${browserHash}` })
        .where(
          and(
            eq(attempts.id, id),
            eq(attempts.status, "answered"),
            eq(attempts.initiatedBy, "identity_provider"),
            isNull(attempts.testRunId),
            isNull(attempts.ticketUsedAt),
            sql`cardinality(string_to_array(${attempts.browserHash}, ' ')) < 3`,
          ),
        )
        .returning({ id: attempts.id });
      return rows.length > 0;
    },
    async bindTo(id: string, browserHash: string): Promise<void> {
      await db.update(attempts).set({ browserHash }).where(eq(attempts.id, id));
    },
  };
}
