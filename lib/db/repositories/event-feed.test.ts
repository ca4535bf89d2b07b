import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aSpace } from "../testing/rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

const actor = { kind: "system", id: null, name: "test", address: null } as const;
const at = new Date("2030-01-01T00:00:00Z");
type Tx = Parameters<Parameters<TestDatabase["store"]["transaction"]>[0]>[0];
const append = (tx: Tx, spaceId: string | null, action: string) =>
  tx.auditOf(spaceId).append({ actor, action }, at);
const write = (spaceId: string | null, action: string) =>
  database.store.transaction((tx) => append(tx, spaceId, action));

/** Reads like a program: from its last cursor to the end. */
async function readFrom(position: number, limit = 2): Promise<{ seen: string[]; next: number }> {
  const { eventFeed } = database.store;
  const seen: string[] = [];
  let next = position;
  for (let more = true; more; ) {
    await eventFeed.settle();
    const part = await eventFeed.after(next, limit, {});
    seen.push(...part.events.map(({ event }) => event.action));
    ({ next, more } = part);
  }
  return { seen, next };
}

test("an event that is committed after a later one is read after it, and is not skipped", async () => {
  const [slow, quick] = [await aSpace(database.store), await aSpace(database.store)];
  const start = (await readFrom(0)).next;
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const late = database.store.transaction(async (tx) => {
    await append(tx, slow.id, "written.first");
    begun();
    await gate;
  });
  await beginning;
  const overtaking = write(quick.id, "committed.first");
  // The embedded database has one connection: there, nothing is ever overtaken.
  const waits = database.url === null ? 500 : 25_000;
  const overtaken = await Promise.race([
    overtaking.then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, waits, false)),
  ]);
  expect(overtaken).toBe(database.url !== null);
  const early = overtaken ? await readFrom(start) : { seen: [], next: start };
  release();
  await Promise.all([late, overtaking]);
  const rest = await readFrom(early.next);
  expect([early.seen, rest.seen]).toEqual(
    overtaken ? [["committed.first"], ["written.first"]] : [[], ["written.first", "committed.first"]],
  );
  expect((await readFrom(start)).seen).toEqual([...early.seen, ...rest.seen]);
});

test("what was rolled back is not there, and leaves no gap to wait for", async () => {
  await write(null, "one");
  await expect(
    database.store.transaction(async (tx) => {
      await append(tx, null, "undone");
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await write(null, "two");
  expect((await readFrom(0)).seen).toEqual(["one", "two"]);
});

test("readers at once agree on one order, and nobody misses or repeats what is written meanwhile", async () => {
  const spaces = await Promise.all(Array.from({ length: 4 }, () => aSpace(database.store)));
  const writing = Promise.all(
    spaces.map(async ({ id }, space) => {
      for (let n = 0; n < 15; n++) await write(id, `${space}.${n}`);
    }),
  );
  const follow = async () => {
    let position = 0;
    const all: string[] = [];
    while (all.length < 60) {
      const { seen, next } = await readFrom(position, 7);
      all.push(...seen);
      position = next;
    }
    return all;
  };
  const [one, two] = await Promise.all([follow(), follow(), writing]);
  expect(one).toEqual(two);
  expect(new Set(one).size).toBe(60);
  for (const space of spaces.keys())
    expect(one.filter((action) => action.startsWith(`${space}.`))).toEqual(
      Array.from({ length: 15 }, (_, n) => `${space}.${n}`),
    );
});
