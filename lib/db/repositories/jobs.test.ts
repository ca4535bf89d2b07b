import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { jacksonIndex, jacksonStore, rateLimits } from "@/drizzle/schema/audit";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { anOrganization, aSpace } from "../testing/rows";
import { housekeepingIn } from "./housekeeping";
import { jobsIn } from "./jobs";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

const at = (minutes: number) => new Date(Date.parse("2027-01-01T00:00:00Z") + minutes * 60_000);

test("if many claim a job at the same moment exactly one gets it", async () => {
  const jobs = jobsIn(database.db);
  const got = await Promise.all(Array.from({ length: 20 }, () => jobs.claim("prune", at(0), at(60))));
  expect(got.filter(Boolean)).toHaveLength(1);
});

test("a job is due again at its next time, or when the claim of a process that died has expired", async () => {
  const jobs = jobsIn(database.db);
  expect(await jobs.claim("prune", at(0), at(60))).toBe(true);
  expect(await jobs.claim("prune", at(59), at(120))).toBe(false);
  expect(await jobs.claim("prune", at(60), at(120))).toBe(true);
  await jobs.finish("prune", { at: at(61), nextRunAt: at(1440), error: null });
  expect(await jobs.claim("prune", at(1439), at(1500))).toBe(false);
  expect(await jobs.claim("prune", at(1440), at(1500))).toBe(true);
});

test("a notice is new once for each organization, even if many ask at once", async () => {
  const { store } = database;
  const one = await anOrganization(store, (await aSpace(store)).id);
  const other = await anOrganization(store, (await aSpace(store)).id);
  const asked = await Promise.all(Array.from({ length: 10 }, () => store.noticesOf(one).once("x", at(0))));
  expect(asked.filter(Boolean)).toHaveLength(1);
  expect(await store.noticesOf(other).once("x", at(0))).toBe(true);
});

test("housekeeping removes expired rows and leaves the rest", async () => {
  const { db } = database;
  await db.insert(rateLimits).values([
    { key: "over", points: 1, expire: at(-1).getTime() },
    { key: "running", points: 1, expire: at(1).getTime() },
  ]);
  const record = { namespace: "n", value: {}, createdAt: at(-10) };
  await db.insert(jacksonStore).values([
    { ...record, key: "over", expiresAt: at(-1) },
    { ...record, key: "stays", expiresAt: null },
  ]);
  await db.insert(jacksonIndex).values([
    { namespace: "n", indexKey: "i", storeKey: "over" },
    { namespace: "n", indexKey: "i", storeKey: "stays" },
  ]);
  expect(await housekeepingIn(db).prune(at(0))).toMatchObject({ rate_limits: 1, jackson_store: 1 });
  expect(await housekeepingIn(db).prune(at(0))).toMatchObject({ jackson_store: 0 });
  // By the foreign key, with the record.
  expect(await db.select({ of: jacksonIndex.storeKey }).from(jacksonIndex)).toEqual([{ of: "stays" }]);
});
