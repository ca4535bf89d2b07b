import { and, eq, isNull, lte, or } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Database } from "../driver/database";

/** The schedule, shared by every process on this database. */
export function jobsIn(db: Database) {
  return {
    /** Claims a job if it is due and nobody is running it; `false` if not. One statement. */
    async claim(name: string, now: Date, until: Date) {
      // A job that never ran is due at once.
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
    /** Releases the job until its next time; `error` is the failure, `null` if there was none. */
    async finish(
      name: string,
      { at, nextRunAt, error }: { at: Date; nextRunAt: Date; error: string | null },
    ) {
      await db
        .update(jobs)
        .set({ claimedUntil: null, lastFinishedAt: at, nextRunAt, lastError: error })
        .where(eq(jobs.name, name));
    },
  };
}

export type Jobs = ReturnType<typeof jobsIn>;
