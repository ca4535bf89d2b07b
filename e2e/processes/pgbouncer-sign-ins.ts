import { expect } from "vitest";
import { openForSignIns } from "./failover/run-failover";
import { startLab } from "./lab";
import { startPgBouncer } from "./pgbouncer";
import { keepSigningIn } from "./sign-ins";

/** Signs people in at two processes whose database is behind a PgBouncer; nobody is lost, and nothing fails. */
export async function signInBehind(): Promise<void> {
  const pooler = await startPgBouncer(process.env.TEST_DATABASE_URL ?? "");
  try {
    const lab = await startLab({ databaseAt: pooler.port, settings: { DATABASE_POOLER: "session" } });
    try {
      await openForSignIns(lab);
      // Often enough for every frequent statement to be sent on several connections.
      const signIns = keepSigningIn(lab, 4);
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      const ends = await signIns.stop();
      expect(new Set(ends)).toEqual(new Set([`${lab.front.url}/${lab.space.slug}`]));
      expect(ends.length).toBeGreaterThan(10);
      const lines = lab.processes.flatMap((process) => process.lines());
      expect(lines.filter(({ level }) => level === "error")).toEqual([]);
    } finally {
      await lab.stop();
    }
  } finally {
    await pooler.stop();
  }
}
