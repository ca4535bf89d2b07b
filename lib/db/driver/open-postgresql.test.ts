import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { startMovableHost } from "../testing/movable-host";
import { awayCode } from "./database-away";
import { openPostgresql } from "./open-postgresql";
import { inTransaction } from "./transactions";
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

    /** As an operator does to a primary whose disk is nearly full, or as a standby is. */
    async function restricted(name: string, readOnly: boolean): Promise<void> {
      const client = new Client({ connectionString: server });
      await client.connect();
      await client.query(`alter database ${name} set default_transaction_read_only = ${readOnly}`);
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      await client.end();
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
      const faults = await Promise.all(open.map(async ({ state }) => (await state()).fault));
      expect(faults).toEqual([null, null, null, null]);
      for (const { close } of open) await close();
      expect(await first?.state()).toMatchObject({ fault: "closed" });
    });

    test("connections that are all in use say nothing about the database", async () => {
      const { db, state, close } = await openPostgresql(await freshDatabase(), { connections: 1 });
      const working = db.execute(sql`select pg_sleep(3)`);
      await wait(2_500);
      const { fault, clockAheadMs } = await state();
      expect(fault).toBeNull();
      expect(Math.abs(clockAheadMs ?? Number.NaN)).toBeLessThan(5_000);
      await working;
      await close();
    });

    test("a database that can only be read is noticed, and so is that it can be written again", async () => {
      const url = await freshDatabase();
      const name = new URL(url).pathname.slice(1);
      const changes: (string | null)[] = [];
      const { db, state, close } = await openPostgresql(url, {
        onChange: ({ fault }) => changes.push(fault),
      });
      await restricted(name, true);
      await expect.poll(async () => (await state()).fault, { timeout: 10_000 }).toBe("read_only");
      const refused = await db.execute(sql`delete from jobs`).catch((error: unknown) => error);
      expect(awayCode(refused)).toBe("25006");
      // Those who read are served meanwhile.
      await db.execute(sql`select 1`);
      await restricted(name, false);
      await expect.poll(async () => (await state()).fault, { timeout: 10_000 }).toBeNull();
      // A connection from before may still be ending; a transaction goes to another one then.
      await inTransaction(db, false, (tx) => tx.execute(sql`delete from jobs`));
      expect(changes).toContain("read_only");
      expect(changes.at(-1)).toBeNull();
      await close();
    });

    describe("whose host goes silent, and whose name moves to another one", () => {
      async function movable(connections: number) {
        const url = new URL(await freshDatabase());
        const host = await startMovableHost({ host: url.hostname, port: Number(url.port) });
        const direct = url.href;
        Object.assign(url, { hostname: "127.0.0.1", port: String(host.port) });
        const open = await openPostgresql(url.href, { connections });
        return { ...open, host, direct };
      }

      test("statements that read and transactions are carried out on the new one", async () => {
        const { db, store, host, pool, close } = await movable(4);
        await Promise.all([1, 2, 3, 4].map(() => db.execute(sql`select pg_sleep(0.1)`)));
        expect(pool?.()).toMatchObject({ idle: 4 });
        host.goSilent();
        host.move();
        const began = performance.now();
        let runs = 0;
        const asked = [
          ...[1, 2, 3].map(() => store.spaces.bySlug("orchard")),
          ...[1, 2, 3].map((n) =>
            inTransaction(db, false, async (tx) => {
              runs += 1;
              await tx.execute(sql`insert into write_checks (filler) values (${`kept ${n}`})`);
            }),
          ),
        ];
        await Promise.all(asked);
        expect(performance.now() - began).toBeLessThan(10_000);
        expect(runs).toBeGreaterThanOrEqual(3);
        const kept = await db.execute(sql`select filler from write_checks order by filler`);
        expect((kept as unknown as { rows: unknown[] }).rows).toEqual([
          { filler: "kept 1" },
          { filler: "kept 2" },
          { filler: "kept 3" },
        ]);
        await close();
        await host.close();
      });

      test("no connection is lost for good, even if the very start of a transaction fails", async () => {
        const { db, state, host, pool, close } = await movable(2);
        await db.execute(sql`select 1`);
        host.goSilent();
        const tries = [1, 2, 3, 4].map(() => inTransaction(db, false, async () => "done"));
        const ends = await Promise.allSettled(tries);
        expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(["rejected"]));
        for (const end of ends) expect(awayCode(end.status === "rejected" && end.reason)).not.toBeNull();
        expect((await state()).fault).not.toBeNull();
        host.move();
        await expect.poll(async () => (await state()).fault, { timeout: 10_000 }).toBeNull();
        await Promise.all([1, 2, 3, 4].map(() => inTransaction(db, false, async () => "done")));
        expect(pool?.()).toMatchObject({ inUse: 0, waiting: 0 });
        await close();
        await host.close();
      });

      test("a change whose commit is not answered is not repeated", async () => {
        const { db, host, direct, close } = await movable(2);
        let runs = 0;
        const end = await inTransaction(db, false, async (tx) => {
          runs += 1;
          await tx.execute(sql`insert into write_checks (filler) values ('once')`);
          host.goSilent();
          host.move();
        }).catch((error: unknown) => error);
        expect(awayCode(end)).not.toBeNull();
        expect(runs).toBe(1);
        const client = new Client({ connectionString: direct });
        await client.connect();
        expect((await client.query("select filler from write_checks")).rows).toEqual([]);
        await client.end();
        await close();
        await host.close();
      });
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
      // Reading statements are sent again on another connection; this one ends each of them.
      await db.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined);
      expect(await store.spaces.bySlug("orchard")).toBeNull();
      await close();
    });
  });
}
