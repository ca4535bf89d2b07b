import { and, eq, isNull, lte, or } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Jobs } from "@/lib/ports/maintenance";
import type { Database } from "../driver/database";

/** The schedule, shared by every process on this database. */
export function jobsIn(db: Database): Jobs {
  return {
    async claim(name, now, until) {
      // A job that nobody has ever run is due at once.
      await db.insert(jobs).values({ name, nextRunAt: now }).onConflictDoNothing();
      const rows = await db
        .update(jobs)
        .set({ claimedUntil: until, lastStartedAt: now })
        .where(
          and(
            eq(jobs.name, name),
            lte(jobs.nextRunAt, now),
            or(isNull(jobs.claimedUntil), lte(jobs.claimedUntil, now)),
          ),
        )
        .returning({ name: jobs.name });
      return rows.length > 0;
    },
    async finish(name, { at, nextRunAt, error }) {
      await db
        .update(jobs)
        .set({ claimedUntil: null, lastFinishedAt: at, nextRunAt, lastError: error })
        .where(eq(jobs.name, name));
    },
  };
}
