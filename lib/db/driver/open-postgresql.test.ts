import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { openPostgresql } from "./open-postgresql";
import { databaseCode } from "./unless-taken";

const server = process.env.TEST_DATABASE_URL;

function codeOf(error: unknown): string | undefined {
  return databaseCode(error)?.code;
}

test("an unreachable server is tried again for a while, then the reason is reported", async () => {
  const url = "postgres://nobody@127.0.0.1:1/none";
  const start = Date.now();
  expect(await openPostgresql(url, { patienceMs: 700 }).catch(codeOf)).toBe("ECONNREFUSED");
  expect(Date.now() - start).toBeGreaterThan(600);
});

// Needs a server: `npx tsx scripts/postgres-for-tests.ts npx vitest run lib/db`.
if (server) {
  describe("on a server", () => {
    async function freshDatabase(): Promise<string> {
      const name = `gatehouse_test_${randomBytes(8).toString("hex")}`;
      const client = new Client({ connectionString: server });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return Object.assign(new URL(server ?? ""), { pathname: `/${name}` }).href;
    }

    test("processes that start together migrate in turn, and all come up", async () => {
      const url = await freshDatabase();
      const open = await Promise.all(
        Array.from({ length: 4 }, () => openPostgresql(url, { connections: 2 })),
      );
      const [first] = open;
      const applied = await first?.db.execute(sql`select hash from drizzle.__drizzle_migrations`);
      const hashes = (applied as unknown as { rows: { hash: string }[] }).rows.map(({ hash }) => hash);
      expect(new Set(hashes).size).toBe(hashes.length);
      expect(await Promise.all(open.map(({ answers }) => answers()))).toEqual([true, true, true, true]);
      for (const { close } of open) await close();
      expect(await first?.answers()).toBe(false);
    });

    test("a database that hangs does not answer, and recovers afterwards", async () => {
      const { db, answers, close } = await openPostgresql(await freshDatabase(), { connections: 1 });
      const hanging = db.execute(sql`select pg_sleep(4)`).then(() => "done");
      expect(await Promise.all([answers(), answers()])).toEqual([false, false]);
      await hanging;
      expect(await answers()).toBe(true);
      await close();
    });

    test("a database that does not exist is reported at once", async () => {
      const url = Object.assign(new URL(server), { pathname: "/no_such_database" }).href;
      expect(await openPostgresql(url, { patienceMs: 30_000 }).catch(codeOf)).toBe("3D000");
    });

    test("a connection that the server closes is replaced", async () => {
      const lost: Error[] = [];
      const { db, store, close } = await openPostgresql(await freshDatabase(), {
        onIdleError: (error) => lost.push(error),
      });
      await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      await store.spaces.bySlug("orchard");
      await db.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined);
      expect(await store.spaces.bySlug("orchard")).toBeNull();
      await close();
    });
  });
}
