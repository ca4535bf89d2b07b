import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberFilter } from "@/lib/db/repositories/memberships";
import { newId } from "@/lib/infra/crypto/new-id";
import type { PageQuery } from "@/lib/ports/page";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aSpace, longAgo } from "../testing/rows";

const size = 10_000;
let database: TestDatabase;
let spaceId: string;
let teamId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { store } = database;
  spaceId = (await aSpace(store)).id;
  // Another customer of the same size is next to it.
  const other = (await aSpace(store)).id;
  teamId = newId("team");
  await store
    .teamsOf(spaceId)
    .insert({ id: teamId, spaceId, name: "Sales", defaultRole: null, createdAt: longAgo });
  for (const one of [spaceId, other]) {
    const ids = Array.from({ length: size }, () => newId("user"));
    await store.users.insertMany(
      ids.map((id, i) => ({
        id,
        email: `person${i}@${one.slice(6).toLowerCase()}.example`,
        firstName: `First ${(i * 7919) % size}`,
        lastName: `Last ${i}`,
        passwordHash: i % 3 === 0 ? "hash" : null,
        passwordChangedAt: null,
        ssoOnlyOrganizationId: null,
        isOperator: false,
        totpSealed: null,
        totpEnabledAt: null,
        createdAt: longAgo,
        lastSignInAt: null,
        lastPasswordSignInAt: null,
      })),
    );
    await store.membershipsOf(one).insertMany(
      ids.map((userId, i) => ({
        spaceId: one,
        userId,
        role: i % 100 === 0 ? ("admin" as const) : ("reader" as const),
        status: i % 50 === 0 ? ("pending" as const) : ("active" as const),
        licence: i % 50 === 0 ? null : ("reader" as const),
        isItAdministrator: false,
        permissions: [],
        origin: "csv" as const,
        vouchedFor: false,
        originConnectionId: null,
        roleSource: "manual" as const,
        createdAt: longAgo,
        lastSignInAt: null,
      })),
    );
    const inTeam = ids.filter((_, i) => i % 10 === 0).map((userId) => ({ teamId, userId }));
    if (one === spaceId) await store.teamsOf(spaceId).addMembers(inTeam);
  }
}, 120_000);
afterAll(() => database.close());

const lists: [string, PageQuery & MemberFilter, number][] = [
  ["by name", { sort: "name" }, size],
  ["the last page", { sort: "name", page: 400, pageSize: 25 }, size],
  ["by last sign-in", { sort: "lastSignInAt", direction: "desc" }, size],
  ["by role", { sort: "role" }, size],
  ["found by name", { search: "first 42" }, 111],
  ["found by address", { search: "person9999@" }, 1],
  ["who waits", { status: "pending" }, 200],
  ["administrators", { role: "admin" }, 100],
  ["of a team", { role: "reader" }, 9_900],
  ["with a password", { signIn: "password" }, 3_334],
  ["through single sign-on", { signIn: "sso" }, 0],
];

test.each(lists)("a page of 10,000 people comes quickly: %s", async (name, query, total) => {
  const people = database.store.membershipsOf(spaceId);
  const input = name === "of a team" ? { team: teamId } : query;
  await people.page(input);
  const started = performance.now();
  const page = await people.page(input);
  const took = performance.now() - started;
  if (process.env.SHOW_TIMES) console.info(`${name}: ${took.toFixed(0)} ms`);
  expect(page.total).toBe(name === "of a team" ? 1_000 : total);
  // A few hundredths of a second if nothing else runs; a bad plan takes many seconds.
  expect(took).toBeLessThan(5_000);
});

test("the number of waiting people is returned at once", async () => {
  const started = performance.now();
  expect(await database.store.membershipsOf(spaceId).waiting()).toBe(200);
  if (process.env.SHOW_TIMES) console.info(`waiting: ${(performance.now() - started).toFixed(0)} ms`);
});
