import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EditLease } from "@/lib/model/spaces/space";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aMember, aSpace, aUser, longAgo } from "../testing/rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const minutes = (n: number) => new Date(longAgo.getTime() + n * 60_000);

describe("spaces", () => {
  test("are returned as they were written", async () => {
    const space = await aSpace(database.store, { seats: { editor: 3 }, passwordMaxAgeDays: 90 });
    expect(await database.store.spaces.byId(space.id)).toEqual(space);
    expect(await database.store.spaces.bySlug(space.slug)).toEqual(space);
    expect(await database.store.spaces.byIds([space.id, "space_other"])).toEqual([space]);
    expect(await database.store.spaces.byIds([])).toEqual([]);
  });

  test("have a slug of their own", async () => {
    const space = await aSpace(database.store, { slug: "orchard" });
    expect(await database.store.spaces.insert({ ...space, id: "space_2" })).toBe(false);
    expect((await database.store.spaces.page({})).total).toBe(1);
  });

  test("count their changes", async () => {
    const space = await aSpace(database.store);
    const changed = await database.store.spaces.update(space.id, { name: "Grove", passwordMaxAgeDays: null });
    expect(changed).toEqual({ ...space, name: "Grove", revision: 2 });
    expect(await database.store.spaces.update("space_none", { name: "Grove" })).toBeNull();
  });

  test("are found by part of name or slug in any case, and special characters are literal", async () => {
    await aSpace(database.store, { name: "Éclair 100%", slug: "eclair" });
    await aSpace(database.store, { name: "Plain_name", slug: "plain" });
    const found = async (search: string) =>
      (await database.store.spaces.page({ search })).rows.map((space) => space.slug);
    expect(await found("éCLAIR")).toEqual(["eclair"]);
    expect(await found("PLAI")).toEqual(["plain"]);
    expect(await found("%")).toEqual(["eclair"]);
    expect(await found("n_n")).toEqual(["plain"]);
    expect(await found("x_n")).toEqual([]);
    expect(await found("\\")).toEqual([]);
    expect(await found("no\0such")).toEqual([]);
  });

  test("are listed in pages of bounded size, in a named order", async () => {
    for (const name of ["b", "A", "c"]) await aSpace(database.store, { name });
    const page = await database.store.spaces.page({ page: 2, pageSize: 2 });
    expect(page).toMatchObject({ total: 3, page: 2, pageSize: 2, rows: [{ name: "c" }] });
    const down = await database.store.spaces.page({ sort: "name", direction: "desc" });
    expect(down.rows.map((space) => space.name)).toEqual(["c", "b", "A"]);
    const odd = await database.store.spaces.page({ sort: "constructor", page: -3, pageSize: 1e9 });
    expect(odd).toMatchObject({ total: 3, page: 1, pageSize: 200 });
  });
});

describe("the last seat", () => {
  test("goes to one of many who request it at once", async () => {
    const space = await aSpace(database.store, { seats: { reader: 3 } });
    const got = await Promise.all(
      Array.from({ length: 12 }, () =>
        database.store.transaction(async (tx) => {
          await tx.spaces.lock(space.id);
          const { reader } = await tx.membershipsOf(space.id).seatsInUse();
          if (reader >= 3) return false;
          await aMember(tx, space.id);
          return true;
        }),
      ),
    );
    expect(got.filter(Boolean)).toHaveLength(3);
    expect(await database.store.membershipsOf(space.id).seatsInUse()).toMatchObject({ reader: 3 });
  });
});

describe("the edit lease", () => {
  const lease = (spaceId: string, userId: string, at: Date, leaseId = `lease_${userId}`): EditLease => ({
    spaceId,
    userId,
    leaseId,
    acquiredAt: at,
    expiresAt: new Date(at.getTime() + 600_000),
  });

  test("belongs to one person until it expires, is released or taken over", async () => {
    const { id } = await aSpace(database.store);
    for (const person of ["ann", "bob", "cleo"]) await aUser(database.store, { id: person });
    const held = database.store.leaseOf(id);
    expect(await held.current()).toBeNull();
    const ann = lease(id, "ann", longAgo);
    expect(await held.take(ann, { takeOver: false, now: longAgo })).toEqual(ann);
    expect(await held.take(lease(id, "bob", minutes(1)), { takeOver: false, now: minutes(1) })).toEqual(ann);
    expect(await held.renew("lease_bob", minutes(60))).toBe(false);
    expect(await held.renew(ann.leaseId, minutes(12))).toBe(true);
    expect(await held.current()).toEqual({ ...ann, expiresAt: minutes(12) });

    const again = lease(id, "ann", minutes(3), "lease_ann_2");
    expect(await held.take(again, { takeOver: false, now: minutes(3) })).toEqual(again);
    expect(await held.renew(ann.leaseId, minutes(60))).toBe(false);

    const bob = lease(id, "bob", minutes(4));
    expect(await held.take(bob, { takeOver: true, now: minutes(4) })).toEqual(bob);
    const cleo = lease(id, "cleo", minutes(14));
    expect(await held.take(cleo, { takeOver: false, now: minutes(14) })).toEqual(cleo);
    await held.release(bob.leaseId);
    expect(await held.current()).toEqual(cleo);
    await held.release(cleo.leaseId);
    expect(await held.current()).toBeNull();
  });

  test("goes to one of many who open the wizard at once", async () => {
    const { id } = await aSpace(database.store);
    for (let n = 0; n < 20; n += 1) await aUser(database.store, { id: `user_${n}` });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        database.store.leaseOf(id).take(lease(id, `user_${n}`, longAgo), { takeOver: false, now: longAgo }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.userId)).size).toBe(1);
  });
});
