import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { anAttempt } from "../testing/an-attempt";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aSpace } from "../testing/rows";

let database: TestDatabase;
let store: Store;
let spaceId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(async () => {
  await database.reset();
  spaceId = (await aSpace(store)).id;
});
afterAll(() => database.close());

const at = (time: string) => new Date(`2026-11-${time}Z`);
const signIn = (time: string, change: Parameters<typeof anAttempt>[2] = {}) =>
  anAttempt(store, spaceId, {
    createdAt: at(time),
    expiresAt: new Date(at(time).getTime() + 600_000),
    ...change,
  });
const since = (time: string) => store.signInDaysOf(spaceId).since(at(time));
const sorted = <T extends { day: string }>(rows: T[]) => rows.toSorted((a, b) => a.day.localeCompare(b.day));

test("counts admitted and refused by connection and day of UTC", async () => {
  await signIn("27T23:59:59");
  await signIn("28T00:00:00");
  await signIn("28T12:00:00", { status: "refused", refusalCode: "domain_not_verified" });
  await signIn("28T13:00:00", { connectionId: "conn_2" });
  const rows = await since("20T00:00:00");
  expect(sorted(rows.filter(({ connectionId }) => connectionId === "conn_1"))).toEqual([
    { connectionId: "conn_1", day: "2026-11-27", admitted: 1, refused: 0 },
    { connectionId: "conn_1", day: "2026-11-28", admitted: 1, refused: 1 },
  ]);
  expect(rows.filter(({ connectionId }) => connectionId === "conn_2")).toEqual([
    { connectionId: "conn_2", day: "2026-11-28", admitted: 1, refused: 0 },
  ]);
});

test("test runs, links and unfinished attempts do not count", async () => {
  await signIn("28T10:00:00", { testRunId: "run_1" });
  await signIn("28T10:00:00", { linkUserId: "user_1" });
  await signIn("28T10:00:00", { status: "started" });
  await signIn("28T10:00:00", { status: "expired" });
  expect(await since("20T00:00:00")).toEqual([]);
});

test("returns the same before and after the days were counted, and counts none twice", async () => {
  await signIn("26T10:00:00");
  await signIn("27T10:00:00", { status: "refused", refusalCode: "domain_not_verified" });
  await signIn("28T10:00:00");
  const before = sorted(await since("20T00:00:00"));
  expect(await store.signInDayCounter.countDays(at("28T09:00:00"))).toBe(2);
  expect(sorted(await since("20T00:00:00"))).toEqual(before);
  expect(await store.signInDayCounter.countDays(at("28T09:00:00"))).toBe(0);
  expect(await store.signInDayCounter.countDays(at("29T09:00:00"))).toBe(1);
  expect(sorted(await since("20T00:00:00"))).toEqual(before);
});

test("counted days stay when the log is pruned", async () => {
  await signIn("26T10:00:00");
  await store.signInDayCounter.countDays(at("28T09:00:00"));
  await store.attempts.prune(at("27T00:00:00"), at("28T09:00:00"));
  expect(await since("20T00:00:00")).toHaveLength(1);
  await store.signInDayCounter.prune(at("27T00:00:00"));
  expect(await since("20T00:00:00")).toEqual([]);
});

test("another space's sign-ins are not included, and earlier days are left out", async () => {
  const other = await aSpace(store, { id: "space_other", slug: "other" });
  await anAttempt(store, other.id, { createdAt: at("28T10:00:00"), expiresAt: at("28T10:10:00") });
  await signIn("19T10:00:00");
  await signIn("20T10:00:00");
  expect(await since("20T00:00:00")).toHaveLength(1);
  await store.signInDayCounter.countDays(at("29T09:00:00"));
  expect(await since("20T00:00:00")).toHaveLength(1);
});

test("the days of spaces include counted days and today", async () => {
  const other = await aSpace(store, { id: "space_other", slug: "other" });
  await anAttempt(store, other.id, { createdAt: at("28T10:00:00"), expiresAt: at("28T10:10:00") });
  await signIn("26T10:00:00");
  await store.signInDayCounter.countDays(at("27T09:00:00"));
  await signIn("27T10:00:00", { status: "refused", refusalCode: "domain_not_verified" });
  const days = await store.signInDayCounter.ofSpaces([spaceId], at("01T00:00:00"));
  expect([...days.keys()]).toEqual([spaceId]);
  expect(days.get(spaceId)?.map(({ admitted, refused }) => [admitted, refused])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(await store.signInDayCounter.ofSpaces([], at("01T00:00:00"))).toEqual(new Map());
});
