import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DatabaseError } from "./driver/guarded";
import { verifyChain } from "./repositories/verify-chain";
import { openTestDatabase, type TestDatabase } from "./testing/open-test-database";
import { aMember, anOrganization, aSpace, aUser, longAgo } from "./testing/rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

describe("a transaction", () => {
  test("changes everything or nothing", async () => {
    const { store } = database;
    const space = await aSpace(store);
    const failing = store.transaction(async (tx) => {
      await tx.spaces.update(space.id, { name: "Changed" });
      await aMember(tx, space.id);
      throw new Error("half way");
    });
    await expect(failing).rejects.toThrow("half way");
    expect(await store.spaces.byId(space.id)).toEqual(space);
    expect((await store.membershipsOf(space.id).page({})).total).toBe(0);
    expect(await store.transaction((tx) => tx.spaces.byId(space.id))).toEqual(space);
  });

  test("within another is rolled back alone", async () => {
    const { store } = database;
    const space = await aSpace(store);
    await store.transaction(async (tx) => {
      await tx.spaces.update(space.id, { name: "Outer" });
      await tx
        .transaction(async (inner) => {
          await inner.spaces.update(space.id, { slug: "inner" });
          throw new Error("inner");
        })
        .catch(() => undefined);
      await tx.transaction((inner) => inner.spaces.update(space.id, { ssoSubscribed: false }));
    });
    expect(await store.spaces.byId(space.id)).toMatchObject({
      name: "Outer",
      slug: space.slug,
      ssoSubscribed: false,
    });
  });

  test("refuses the store outside of it instead of waiting forever", async () => {
    const { store } = database;
    const wrong = "only the transaction's own store";
    await expect(store.transaction(() => store.spaces.byId("space_1"))).rejects.toThrow(wrong);
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(wrong);
    // Work that was started in it and goes on after it does not interfere.
    let after: Promise<unknown> = Promise.resolve();
    await store.transaction(async () => {
      after = new Promise((resolve) => setTimeout(resolve, 50)).then(() => store.spaces.byId("space_1"));
    });
    expect(await after).toBeNull();
  });

  test("has a store that cannot be used after it, and a later one has its own", async () => {
    const { store } = database;
    const space = await aSpace(store);
    let kept = store;
    await store.transaction(async (tx) => {
      kept = tx;
      await tx.spaces.update(space.id, { name: "First" });
    });
    expect(() => kept.spaces.byId(space.id)).toThrow("only the transaction's own store");
    const failing = store.transaction(async (tx) => {
      await tx.spaces.update(space.id, { name: "Second" });
      throw new Error("half way");
    });
    await expect(failing).rejects.toThrow("half way");
    expect((await store.spaces.byId(space.id))?.name).toBe("First");
  });

  test("sees its own writes by statements that others have prepared, many at once", async () => {
    const { store } = database;
    const rename = async (number: number) => {
      const { id } = await aSpace(store);
      return store.transaction(async (tx) => {
        await tx.spaces.update(id, { name: `Space ${number}` });
        return (await tx.spaces.byId(id))?.name;
      });
    };
    const names = await Promise.all(Array.from({ length: 30 }, (_, number) => rename(number)));
    expect(names).toEqual(names.map((_, number) => `Space ${number}`));
  });

  test("that deadlocks with another is run again", async () => {
    const { store } = database;
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const change = (first: string, second: string) =>
      store.transaction(async (tx) => {
        await tx.spaces.lock(first);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.spaces.lock(second);
        await tx.spaces.update(first, { name: "Done" });
        return "done";
      });
    expect(await Promise.all([change(a.id, b.id), change(b.id, a.id)])).toEqual(["done", "done"]);
  });
});

describe("a failed statement", () => {
  test("names the statement and the reason, never its parameters", async () => {
    const { store } = database;
    const user = await aUser(store, { email: "canary@orchard.example", passwordHash: "canary" });
    const other = await aUser(store);
    const space = await aSpace(store);
    const failures = [
      store.users.update(other.id, { email: user.email, passwordHash: "canary" }),
      store.connectionsOf("org_none").identities.insert({} as never),
      store.membershipsOf("space_canary").insert({ userId: user.id, permissions: ["canary"] } as never),
      store.transaction((tx) => tx.users.update(other.id, { email: user.email })),
      anOrganization(store, space.id).then(() => anOrganization(store, space.id)),
    ];
    for (const outcome of await Promise.allSettled(failures)) {
      const error: unknown = outcome.status === "rejected" ? outcome.reason : null;
      expect(error).toBeInstanceOf(Error);
      const { message, stack, cause, ...rest } = error as Error;
      expect(JSON.stringify([message, stack, cause, rest])).not.toContain("canary@");
      expect(JSON.stringify([message, stack, cause, rest])).not.toContain('"canary"');
    }
    const taken = await store.users.update(other.id, { email: user.email }).catch((error: unknown) => error);
    expect(taken).toBeInstanceOf(DatabaseError);
    expect(taken).toMatchObject({ code: "23505", constraint: "users_email" });
  });
});

test("characters that the database cannot store do no harm, in text or in search", async () => {
  const { store } = database;
  const space = await aSpace(store, { name: "Or\0chard" });
  expect(await store.spaces.byId(space.id)).toMatchObject({ name: "Or\uFFFDchard" });
  expect(await store.spaces.byId("space_\0")).toBeNull();
  expect((await store.spaces.page({ search: "r\0c" })).total).toBe(1);
  const user = await aUser(store, { firstName: "\ud800", lastName: "\0" });
  expect(await store.users.byId(user.id)).toMatchObject({ firstName: "\uFFFD", lastName: "\uFFFD" });
});

test("an open database answers, and says so", async () => {
  expect(await database.state()).toMatchObject({ fault: null });
  await database.db.execute(sql`select 1`);
  expect(await verifyChain(database.db, "operator")).toMatchObject({ whole: true, events: 0 });
  expect(longAgo.getTime()).toBeLessThan(Date.now());
});
