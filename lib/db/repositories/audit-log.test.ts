import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import type { AuditEntry } from "@/lib/model/audit/audit";
import { databaseCode } from "../driver/unless-taken";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aSpace, longAgo } from "../testing/rows";
import { canonicalJson } from "./audit-hash";
import { chainsIn, verifyChain } from "./verify-chain";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const later = (minutes: number) => new Date(longAgo.getTime() + minutes * 60_000);

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { kind: "user", id: "user_1", name: "Ann Apple", address: "192.0.2.1" },
  action: "connection.activated",
  target: { kind: "connection", id: "conn_1", name: "Okta" },
  details: { tokens: 3 },
  ...change,
});

const append = (spaceId: string | null, change: Partial<AuditEntry> = {}, at = longAgo) =>
  store.transaction((tx) => tx.auditOf(spaceId).append(entry(change), at));

describe("the audit log", () => {
  test("returns what was written, newest first", async () => {
    await append("space_1");
    await append(
      "space_1",
      { action: "connection.removed", target: undefined, details: undefined },
      later(1),
    );
    const { rows, total } = await store.auditOf("space_1").page({});
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      { sequence: 2, action: "connection.removed", target: null, details: {}, at: later(1) },
      {
        sequence: 1,
        action: "connection.activated",
        target: entry().target,
        actor: entry().actor,
        details: { tokens: 3 },
      },
    ]);
    expect(rows[0]?.previousHash).toBe(rows[1]?.hash);
    expect(await verifyChain(database.db, "space_1")).toMatchObject({ whole: true, events: 2 });
  });

  test("can be filtered, searched and continued from a number", async () => {
    await append("space_1");
    await append(
      "space_1",
      { action: "user.added", actor: { kind: "system", id: null, name: null, address: null } },
      later(1),
    );
    await append("space_1", { target: { kind: "user", id: "user_9", name: "Zoë" } }, later(2));
    await append("space_2");
    const log = store.auditOf("space_1");
    const numbers = async (query: Parameters<typeof log.page>[0]) =>
      (await log.page({ direction: "asc", sort: "at", ...query })).rows.map(({ sequence }) => sequence);
    expect(await numbers({ action: "user.added" })).toEqual([2]);
    expect(await numbers({ actorId: "user_1" })).toEqual([1, 3]);
    expect(await numbers({ targetId: "user_9" })).toEqual([3]);
    expect(await numbers({ from: later(1), to: later(1) })).toEqual([2]);
    expect(await numbers({ search: "ZOË" })).toEqual([3]);
    expect((await log.after(1, 1)).map(({ sequence }) => sequence)).toEqual([2]);
    expect(await chainsIn(database.db)).toEqual(["space_1", "space_2"]);
  });

  test("is one chain, with any number of writers at the same time", async () => {
    const spaceId = (await aSpace(store)).id;
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => append(n % 2 ? spaceId : null, { details: { n } }, later(n))),
    );
    expect(await verifyChain(database.db, spaceId)).toMatchObject({ whole: true, events: 20 });
    expect(await verifyChain(database.db, "operator")).toMatchObject({ whole: true, events: 20 });
  });

  test("has no event of a change that was rolled back", async () => {
    const failing = store.transaction(async (tx) => {
      await tx.auditOf(null).append(entry(), longAgo);
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    await append(null);
    expect(await verifyChain(database.db, "operator")).toMatchObject({ whole: true, events: 1 });
  });

  test("stays whole with anything in the details", async () => {
    const details = {
      b: 1,
      a: { z: [1.5, -0, 1e21, null, true], undefined: undefined, date: longAgo },
      "ключ\0": "half \ud800 a pair",
      "10": "x",
      "9": "y",
    };
    await append(null, { details, actor: { ...entry().actor, name: "Ann\0Apple" } });
    expect(await verifyChain(database.db, "operator")).toMatchObject({ whole: true });
    const [event] = await store.auditOf(null).after(0, 1);
    expect(event?.details).toMatchObject({
      "ключ\uFFFD": "half \uFFFD a pair",
      a: { date: longAgo.toISOString() },
    });
  });
});

describe("what was written", () => {
  test.each([
    ["changed", sql`update audit_events set action = 'nothing'`],
    ["deleted", sql`delete from audit_events`],
    ["emptied", sql`truncate audit_events`],
  ])("cannot be %s", async (_, statement) => {
    await append(null);
    const refused = await database.db.execute(statement).then(
      () => null,
      (error: unknown) => databaseCode(error)?.code,
    );
    expect(refused).toBe("23001");
    expect((await store.auditOf(null).page({})).total).toBe(1);
  });

  test.each([
    ["changed", sql`update audit_events set details = '{"tokens": 4}' where sequence = 2`, 2, "changed"],
    ["given to another", sql`update audit_events set actor_name = 'Bob' where sequence = 1`, 1, "changed"],
    ["taken out", sql`delete from audit_events where sequence = 2`, 2, "missing"],
    [
      "put in another's place",
      sql`update audit_events set hash = repeat('0', 64) where sequence = 1`,
      1,
      "changed",
    ],
    [
      "chained to another",
      sql`update audit_events set previous_hash = hash where sequence = 3`,
      3,
      "not_the_successor",
    ],
  ])("if %s, is detected even past the trigger", async (_, statement, sequence, reason) => {
    for (const n of [1, 2, 3]) await append(null, { details: { n } });
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(statement);
    });
    expect(await verifyChain(database.db, "operator")).toEqual({ whole: false, sequence, reason });
  });
});

test("canonical JSON has one form for one value", () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: "x" }], a: null })).toBe('{"a":null,"b":[1,{"c":"x"}]}');
});
