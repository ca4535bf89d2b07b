import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, aMember, anOrganization, aSpace, aUser, longAgo } from "../testing/rows";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(() => database.reset());
afterAll(() => database.close());

describe("users", () => {
  test("are read without their secrets", async () => {
    const user = await aUser(store, { passwordHash: "canary", totpSealed: "canary", totpEnabledAt: longAgo });
    const read = await store.users.byEmail(user.email);
    expect(read).toMatchObject({ id: user.id, hasPassword: true, hasTwoFactor: true });
    expect(JSON.stringify(read)).not.toContain("canary");
    expect(await store.users.byId(user.id)).toEqual(read);
    expect(await store.users.byIds([user.id, "user_none"])).toEqual([read]);
    expect(await store.users.credentialsOf(user.id)).toEqual({
      userId: user.id,
      passwordHash: "canary",
      totpSealed: "canary",
      totpEnabledAt: longAgo,
      totpLastStep: null,
    });
  });

  test("have an address of their own", async () => {
    const user = await aUser(store);
    expect(await store.users.insert({ ...user, id: "user_2" })).toBe(false);
  });

  test("are changed column by column", async () => {
    const user = await aUser(store, { passwordHash: "hash" });
    await store.users.update(user.id, { firstName: "Bea", lastSignInAt: longAgo });
    await store.users.update(user.id, {});
    expect(await store.users.byId(user.id)).toMatchObject({
      firstName: "Bea",
      hasPassword: true,
      lastSignInAt: longAgo,
    });
    await store.users.update(user.id, { passwordHash: null });
    expect(await store.users.byId(user.id)).toMatchObject({ hasPassword: false });
  });

  test("use each step of their authenticator once, and none before it", async () => {
    const { id } = await aUser(store);
    const tries = await Promise.all(Array.from({ length: 20 }, () => store.users.useTotpStep(id, "99")));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store.users.useTotpStep(id, "98")).toBe(false);
    // As numbers, not as text.
    expect(await store.users.useTotpStep(id, "100")).toBe(true);
    expect(await store.users.useTotpStep(id, "99")).toBe(false);
  });

  test("use each recovery code once", async () => {
    const { id } = await aUser(store);
    const other = await aUser(store);
    await store.users.replaceRecoveryCodes(id, ["one", "two"]);
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => store.users.useRecoveryCode(id, "one", longAgo)),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store.users.useRecoveryCode(other.id, "two", longAgo)).toBe(false);
    expect(await store.users.unusedRecoveryCodes(id)).toBe(1);
    await store.users.replaceRecoveryCodes(id, []);
    expect(await store.users.unusedRecoveryCodes(id)).toBe(0);
  });
});

describe("members", () => {
  test("are returned as they were written, with the person", async () => {
    const space = await aSpace(store);
    const membership = await aMember(store, space.id, { permissions: ["manage_auth_integrations"] });
    const members = store.membershipsOf(space.id);
    expect(await members.byUser(membership.userId)).toEqual(membership);
    expect(await members.member(membership.userId)).toMatchObject({
      ...membership,
      user: { lastName: "Apple" },
    });
    expect(await members.insert(membership)).toBe(false);
    expect(await store.users.membershipsOf(membership.userId)).toEqual([membership]);
    await members.update(membership.userId, { role: "editor", licence: null });
    expect(await members.byUser(membership.userId)).toEqual({ ...membership, role: "editor", licence: null });
  });

  test("are searched, filtered and sorted", async () => {
    const { id } = await aSpace(store);
    const members = store.membershipsOf(id);
    await aMember(
      store,
      id,
      { role: "admin", lastSignInAt: longAgo },
      { firstName: "zoë", email: "z@o.example" },
    );
    await aMember(
      store,
      id,
      { role: "reader", status: "pending" },
      { firstName: "Bob", passwordHash: "hash" },
    );
    await aMember(
      store,
      id,
      { role: "editor", isItAdministrator: true },
      { firstName: "", lastName: "", email: "c@o.example" },
    );
    const names = async (query: Parameters<typeof members.page>[0]) =>
      (await members.page(query)).rows.map(({ user }) => user.firstName || user.email);

    expect(await names({})).toEqual(["Bob", "c@o.example", "zoë"]);
    expect(await names({ sort: "role", direction: "desc" })).toEqual(["zoë", "c@o.example", "Bob"]);
    expect((await names({ sort: "lastSignInAt", direction: "desc" }))[0]).toBe("zoë");
    expect((await names({ sort: "lastSignInAt", direction: "asc" }))[0]).toBe("zoë");
    expect(await names({ search: "ZOË app" })).toEqual(["zoë"]);
    expect(await names({ search: "C@O.EX" })).toEqual(["c@o.example"]);
    expect(await names({ role: "editor" })).toEqual(["c@o.example"]);
    expect(await names({ status: "pending" })).toEqual(["Bob"]);
    expect(await names({ status: "no such" })).toEqual([]);
    expect(await names({ signIn: "password" })).toEqual(["Bob"]);
    expect(await names({ itAdministrator: true })).toEqual(["c@o.example"]);
    expect(await members.page({ pageSize: 2, search: "o" })).toMatchObject({ total: 3, pageSize: 2 });
  });

  test("count as signing in by SSO through connections that the space can see, not through another's", async () => {
    const ours = await aSpace(store);
    const theirs = await aSpace(store);
    const { userId } = await aMember(store, ours.id);
    const link = async (spaceId: string) => {
      const organizationId = await anOrganization(store, spaceId);
      const connection = await aConnection(store, organizationId);
      await store.connectionsOf(organizationId).identities.insert({
        id: newId("ident"),
        organizationId,
        connectionId: connection.id,
        userId,
        issuer: "https://idp.example",
        subject: "ann",
        relinkAllowed: false,
        firstUsedAt: longAgo,
        lastUsedAt: longAgo,
      });
    };
    await link(theirs.id);
    expect((await store.membershipsOf(ours.id).page({ signIn: "sso" })).total).toBe(0);
    await link(ours.id);
    expect((await store.membershipsOf(ours.id).page({ signIn: "sso" })).total).toBe(1);
  });

  test("are counted, and their seats", async () => {
    const { id } = await aSpace(store);
    await aMember(
      store,
      id,
      { role: "admin", licence: "admin", isItAdministrator: true },
      { passwordHash: "hash" },
    );
    await aMember(
      store,
      id,
      { licence: "reader" },
      { totpSealed: "sealed", totpEnabledAt: longAgo, passwordHash: "hash" },
    );
    await aMember(store, id, { role: "admin", status: "deactivated" }, { passwordHash: "hash" });
    await aMember(store, id, { status: "pending", licence: null });
    const members = store.membershipsOf(id);
    expect(await members.seatsInUse()).toEqual({ reader: 1, editor: 0, admin: 1 });
    expect(await members.counts()).toEqual({
      active: 2,
      notSignedIn: 2,
      invited: 0,
      pending: 1,
      deactivated: 1,
      administrators: 1,
      itAdministrators: 1,
      withPassword: 2,
      withTwoFactor: 1,
    });
    expect(await members.administrators()).toHaveLength(1);
  });

  test("have a permission by their role, or by a grant", async () => {
    const { id } = await aSpace(store);
    const admin = await aMember(store, id, { role: "admin", createdAt: new Date("2020-01-01") });
    const granted = await aMember(store, id, { permissions: ["manage_auth_integrations", "manage_space"] });
    await aMember(store, id, { permissions: ["manage_auth_integrations"], status: "deactivated" });
    await aMember(store, id);
    const holders = async (permission: string) =>
      (await store.membershipsOf(id).holdersOf(permission)).map(({ userId }) => userId);
    expect(await holders("manage_auth_integrations")).toEqual([admin.userId, granted.userId]);
    expect(await holders("manage_space")).toEqual([admin.userId]);
    expect(await holders("no_such")).toEqual([]);
  });
});

describe("teams", () => {
  const aTeam = (spaceId: string, name: string) => ({
    id: newId("team"),
    spaceId,
    name,
    defaultRole: null,
    createdAt: longAgo,
  });

  test("given by rules change, those given by hand stay", async () => {
    const { id } = await aSpace(store);
    const other = await aSpace(store);
    const teams = store.teamsOf(id);
    const members = store.membershipsOf(id);
    const { userId } = await aMember(store, id);
    const [byHand, one, two] = [aTeam(id, "Hand"), aTeam(id, "One"), aTeam(id, "Two")];
    const foreign = aTeam(other.id, "Foreign");
    for (const team of [byHand, one, two]) await teams.insert(team);
    await store.teamsOf(other.id).insert(foreign);
    const names = async () => (await members.teamsOf(userId)).map(({ name }) => name);

    await teams.addMember(byHand.id, userId);
    await members.setMappedTeams(userId, [one.id, byHand.id, foreign.id, "team_none"]);
    expect(await names()).toEqual(["Hand", "One"]);
    await members.setMappedTeams(userId, [two.id]);
    expect(await names()).toEqual(["Hand", "Two"]);
    await members.setMappedTeams(userId, []);
    expect(await names()).toEqual(["Hand"]);
    await teams.addMember(foreign.id, userId);
    expect(await names()).toEqual(["Hand"]);
    await teams.removeMember(byHand.id, userId);
    expect(await names()).toEqual([]);
  });

  test("have a name of their own in the space, and are listed with their members", async () => {
    const { id } = await aSpace(store);
    const { userId } = await aMember(store, id);
    const teams = store.teamsOf(id);
    const [red, blue] = [aTeam(id, "Red"), aTeam(id, "blue")];
    expect(await teams.insert(red)).toBe(true);
    expect(await teams.insert({ ...blue, name: "Red" })).toBe(false);
    expect(await teams.insert(blue)).toBe(true);
    await teams.addMember(red.id, userId);
    await teams.addMember(red.id, userId);
    expect((await teams.page({})).rows).toEqual([
      { ...blue, members: 0 },
      { ...red, members: 1 },
    ]);
    expect((await teams.page({ sort: "members", direction: "desc" })).rows[0]?.name).toBe("Red");
    expect(await teams.update(blue.id, { name: "Red" })).toBe(false);
    expect(await teams.update(blue.id, { name: "Green", defaultRole: "editor" })).toBe(true);
    expect(await teams.byId(blue.id)).toEqual({ ...blue, name: "Green", defaultRole: "editor" });
    expect((await teams.all()).map(({ name }) => name)).toEqual(["Green", "Red"]);
    await teams.remove(red.id);
    expect(await teams.byId(red.id)).toBeNull();
  });
});

test("accounts have a name of their own in the space", async () => {
  const { id } = await aSpace(store);
  const accounts = store.accountsOf(id);
  const account = { id: newId("acc"), spaceId: id, name: "Importer", createdAt: longAgo };
  expect(await accounts.insert({ ...account, createdBy: null })).toBe(true);
  expect(await accounts.insert({ ...account, id: "acc_2", createdBy: null })).toBe(false);
  expect(await accounts.byId(account.id)).toEqual(account);
  expect(await accounts.byName("Importer")).toEqual(account);
  expect(await accounts.all()).toEqual([account]);
});
