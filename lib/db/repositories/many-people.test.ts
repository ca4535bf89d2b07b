import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/infra/crypto/new-id";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, aMember, anOrganization, aSpace, longAgo } from "../testing/rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function aTeam(spaceId: string): Promise<string> {
  const id = newId("team");
  await database.store
    .teamsOf(spaceId)
    .insert({ id, spaceId, name: id, defaultRole: null, createdAt: longAgo });
  return id;
}

test("many people are added to the space's own teams only, and only people of the space", async () => {
  const { store } = database;
  const [ours, theirs] = [(await aSpace(store)).id, (await aSpace(store)).id];
  const [member, stranger] = [await aMember(store, ours), await aMember(store, theirs)];
  const [team, theirTeam] = [await aTeam(ours), await aTeam(theirs)];
  await store.teamsOf(ours).addMembers([
    { teamId: team, userId: member.userId },
    { teamId: team, userId: stranger.userId },
    { teamId: theirTeam, userId: member.userId },
    { teamId: theirTeam, userId: stranger.userId },
  ]);
  expect((await store.teamsOf(ours).members(team, {})).rows.map(({ userId }) => userId)).toEqual([
    member.userId,
  ]);
  expect((await store.teamsOf(theirs).members(theirTeam, {})).total).toBe(0);
  expect((await store.teamsOf(theirs).members(team, {})).total).toBe(0);
  expect(await store.membershipsOf(ours).among([member.userId, stranger.userId])).toEqual(
    new Set([member.userId]),
  );
});

test("a team given by a rule and then by hand stays by hand", async () => {
  const { store } = database;
  const space = (await aSpace(store)).id;
  const { userId } = await aMember(store, space);
  const team = await aTeam(space);
  await store.membershipsOf(space).setMappedTeams(userId, [team]);
  expect(await store.membershipsOf(space).teamsOf(userId)).toMatchObject([{ source: "mapping" }]);
  await store.teamsOf(space).addMembers([{ teamId: team, userId }]);
  await store.membershipsOf(space).setMappedTeams(userId, []);
  expect(await store.membershipsOf(space).teamsOf(userId)).toMatchObject([{ source: "manual" }]);
});

test("many rows keep every value as one row would: text with quotes, nothing, moments, JSON", async () => {
  const { store } = database;
  const space = (await aSpace(store)).id;
  const id = newId("user");
  const user = {
    id,
    email: `${id}@orchard.example`,
    firstName: `O'Neil "\\" {}`,
    lastName: "",
    passwordHash: null,
    passwordChangedAt: null,
    ssoOnlyOrganizationId: null,
    isOperator: false,
    totpSealed: null,
    totpEnabledAt: null,
    createdAt: new Date("2026-02-03T04:05:06.789Z"),
    lastSignInAt: null,
    lastPasswordSignInAt: null,
  };
  await store.users.insertMany([user]);
  // A person who is there already is skipped.
  await store.users.insertMany([{ ...user, id: newId("user"), firstName: "Other" }]);
  expect(await store.users.byEmails([user.email, "nobody@orchard.example"])).toEqual([
    { id, email: user.email },
  ]);
  expect(await store.users.byId(id)).toMatchObject({ firstName: user.firstName, createdAt: user.createdAt });
  const membership = {
    ...(await aMember(store, space)),
    userId: id,
    permissions: ["manage_auth_integrations"],
  };
  await store.membershipsOf(space).insertMany([membership]);
  expect(await store.membershipsOf(space).byUser(id)).toEqual(membership);
});

test("values from sign-ins belong to the space, are refreshed, and deleted in the end", async () => {
  const { store } = database;
  const [ours, theirs] = [(await aSpace(store)).id, (await aSpace(store)).id];
  const connection = await aConnection(store, await anOrganization(store, ours));
  const day = (n: number) => new Date(longAgo.getTime() + n * 86_400_000);
  const seen = store.seenValuesOf(ours);
  const remember = (value: string, at: number, forget: number) =>
    seen.remember(connection.id, [{ attribute: "groups", value }], day(at), day(forget));
  await remember("old", 0, -90);
  await remember("kept", 0, -90);
  await remember("kept", 50, -40);
  await remember("new", 95, 5);
  expect((await seen.ofConnection(connection.id, 10)).map(({ value }) => value)).toEqual(["new", "kept"]);
  expect(await store.seenValuesOf(theirs).ofConnection(connection.id, 10)).toEqual([]);
});
