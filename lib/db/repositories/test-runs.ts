import { and, desc, eq, gt } from "drizzle-orm";
import { configurations, testRuns } from "@/drizzle/schema/connections";
import type { TestReport, TestRun, TestRunStatus } from "@/lib/model/connections/connection";
import type { Database } from "../driver/database";

function testRunOf({ startHash: _hash, report, ...row }: typeof testRuns.$inferSelect): TestRun {
  // Written by `finishTestRun` below, from the same type.
  return { ...row, report: report as TestReport | null };
}

/** The test runs of one organization's connections. */
export function testRunsIn(db: Database, organizationId: string) {
  const here = eq(testRuns.organizationId, organizationId);
  const one = (id: string) => and(here, eq(testRuns.id, id));
  return {
    async insertTestRun(run: TestRun & { startHash: string }) {
      const [own] = await db
        .select({ id: configurations.id })
        .from(configurations)
        .where(
          and(
            eq(configurations.organizationId, organizationId),
            eq(configurations.id, run.configurationId),
            eq(configurations.connectionId, run.connectionId),
          ),
        );
      if (!own) throw new Error("a test run needs a configuration of the same organization");
      await db.insert(testRuns).values({ ...run, organizationId });
    },
    async testRun(id: string): Promise<TestRun | null> {
      const [row] = await db.select().from(testRuns).where(one(id));
      return row ? testRunOf(row) : null;
    },
    /** Those of one space, newest first: a connection can serve several. */
    async testRunsOf(connectionId: string, spaceId: string, limit: number): Promise<TestRun[]> {
      const rows = await db
        .select()
        .from(testRuns)
        .where(and(here, eq(testRuns.connectionId, connectionId), eq(testRuns.spaceId, spaceId)))
        .orderBy(desc(testRuns.createdAt), desc(testRuns.id))
        .limit(limit);
      return rows.map(testRunOf);
    },
    /** From `created` to `started`; `false` if it was started or has expired. One statement. */
    async startTestRun(id: string, now: Date) {
      const rows = await db
        .update(testRuns)
        .set({ status: "started" })
        .where(and(one(id), eq(testRuns.status, "created"), gt(testRuns.expiresAt, now)))
        .returning({ id: testRuns.id });
      return rows.length > 0;
    },
    async finishTestRun(
      id: string,
      status: Extract<TestRunStatus, "passed" | "failed">,
      report: TestReport,
      at: Date,
    ) {
      const rows = await db
        .update(testRuns)
        .set({ status, report, finishedAt: at })
        .where(and(one(id), eq(testRuns.status, "started")))
        .returning({ id: testRuns.id });
      return rows.length > 0;
    },
  };
}

/** Finds a test run by the secret that starts it, or by the id that an attempt names. */
export function testRunLookupIn(db: Database) {
  return {
    async testRunByStart(startHash: string): Promise<TestRun | null> {
      const [row] = await db.select().from(testRuns).where(eq(testRuns.startHash, startHash));
      return row ? testRunOf(row) : null;
    },
    async testRunById(id: string): Promise<TestRun | null> {
      const [row] = await db.select().from(testRuns).where(eq(testRuns.id, id));
      return row ? testRunOf(row) : null;
    },
  };
}
