import { and, desc, eq, gt } from "drizzle-orm";
import { configurations, testRuns } from "@/drizzle/schema/connections";
import type { TestReport, TestRun } from "@/lib/model/connections/connection";
import type { ConnectionLookup, Connections } from "@/lib/ports/connections";
import type { Database } from "../driver/database";

type Part = Pick<Connections, "insertTestRun" | "testRun" | "testRunsOf" | "startTestRun" | "finishTestRun">;

function testRunOf({ startHash: _hash, report, ...row }: typeof testRuns.$inferSelect): TestRun {
  // Written by `finishTestRun` below, from the same type.
  return { ...row, report: report as TestReport | null };
}

/** The rehearsals of one organization's connections. */
export function testRunsIn(db: Database, organizationId: string): Part {
  const here = eq(testRuns.organizationId, organizationId);
  const one = (id: string) => and(here, eq(testRuns.id, id));
  return {
    async insertTestRun(run) {
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
    async testRun(id) {
      const [row] = await db.select().from(testRuns).where(one(id));
      return row ? testRunOf(row) : null;
    },
    async testRunsOf(connectionId, spaceId, limit) {
      const rows = await db
        .select()
        .from(testRuns)
        .where(and(here, eq(testRuns.connectionId, connectionId), eq(testRuns.spaceId, spaceId)))
        .orderBy(desc(testRuns.createdAt), desc(testRuns.id))
        .limit(limit);
      return rows.map(testRunOf);
    },
    async startTestRun(id, now) {
      const rows = await db
        .update(testRuns)
        .set({ status: "started" })
        .where(and(one(id), eq(testRuns.status, "created"), gt(testRuns.expiresAt, now)))
        .returning({ id: testRuns.id });
      return rows.length > 0;
    },
    async finishTestRun(id, status, report, at) {
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
export function testRunLookupIn(db: Database): Pick<ConnectionLookup, "testRunByStart" | "testRunById"> {
  return {
    async testRunByStart(startHash) {
      const [row] = await db.select().from(testRuns).where(eq(testRuns.startHash, startHash));
      return row ? testRunOf(row) : null;
    },
    async testRunById(id) {
      const [row] = await db.select().from(testRuns).where(eq(testRuns.id, id));
      return row ? testRunOf(row) : null;
    },
  };
}
