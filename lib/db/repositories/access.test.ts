import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnectionOf, aMember, anAccount, aSpace, aToken, aUser, longAgo } from "../testing/rows";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const later = (minutes: number) => new Date(longAgo.getTime() + minutes * 60_000);

describe("tokens", () => {
  test("are found by the digest of the sent text, and never reveal it", async () => {
    const space = await aSpace(store);
    const token = await aToken(store, space.id, { hash: "canary" });
    expect(await store.tokenLookup.byHash("canary")).toEqual(token);
    expect(await store.tokenLookup.byHash("other")).toBeNull();
    await store.tokenLookup.touch(token.id, later(1));
    expect(await store.tokensOf(space.id).byId(token.id)).toEqual({ ...token, lastUsedAt: later(1) });
  });

  test("are listed with their owner's name, ended ones last", async () => {
    const { id } = await aSpace(store);
    const { userId } = await aMember(store, id);
    const accountId = await anAccount(store, id, "Importer");
    const ended = { endedAt: longAgo, endedReason: "revoked" } as const;
    const old = await aToken(store, id, { userId, name: "old", ...ended, createdAt: later(9) });
    const own = await aToken(store, id, { userId, name: "own" });
    const machine = await aToken(store, id, {
      kind: "integration",
      accountId,
      name: "machine",
      createdAt: later(5),
    });
    const tokens = store.tokensOf(id);
    expect((await tokens.page({})).rows).toEqual([
      { ...machine, ownerName: "Importer" },
      { ...own, ownerName: "Ann Apple" },
      { ...old, ownerName: "Ann Apple" },
    ]);
    expect((await tokens.page({ kind: "integration" })).total).toBe(1);
    expect((await tokens.page({ userId, ended: false })).rows.map(({ name }) => name)).toEqual(["own"]);
    expect((await tokens.page({ search: "MACH" })).total).toBe(1);
    expect((await tokens.page({ sort: "ownerName" })).rows[0]?.name).toBe("own");
  });

  test("end once, one by one, by their owner, or all of the space", async () => {
    const { id } = await aSpace(store);
    const other = await aSpace(store);
    const { userId } = await aMember(store, id);
    const tokens = store.tokensOf(id);
    const one = await aToken(store, id);
    await aToken(store, id, { userId });
    await aToken(store, id, { kind: "integration", expiresAt: later(60) });
    await aToken(store, id, { kind: "integration", createdAt: later(-2), expiresAt: later(-1) });
    const foreign = await aToken(store, other.id);
    expect(await tokens.countLive(longAgo)).toEqual({ personal: 2, integration: 1 });

    expect(await tokens.end(one.id, "revoked", null, longAgo)).toBe(true);
    expect(await tokens.end(one.id, "revoked", null, longAgo)).toBe(false);
    expect(await tokens.endOfUsers([userId], "owner_deactivated", longAgo)).toEqual([userId]);
    await aToken(store, id);
    expect(await tokens.endAll("sso_activated", "Okta", longAgo)).toEqual({ personal: 1, integration: 1 });
    expect(await tokens.countLive(longAgo)).toEqual({ personal: 0, integration: 0 });
    expect(await tokens.byId(one.id)).toMatchObject({ endedReason: "revoked", endedAt: longAgo });
    expect(await store.tokensOf(other.id).byId(foreign.id)).toMatchObject({ endedAt: null });
  });
});

const admitted = (spaceId: string, change: Partial<SessionSpace> = {}): SessionSpace => ({
  spaceId,
  way: "password",
  connectionId: null,
  providerSession: null,
  admittedAt: longAgo,
  ...change,
});

async function aSession(userId: string, spaceIds: string[], change: Partial<Session> = {}): Promise<Session> {
  const { spaces: _spaces, ...row }: Session = {
    id: newId("sess"),
    userId,
    createdAt: longAgo,
    lastSeenAt: longAgo,
    expiresAt: later(600),
    endedAt: null,
    endedReason: null,
    address: "192.0.2.1",
    userAgent: "Browser",
    spaces: [],
    ...change,
  };
  const spaces = spaceIds.map((id) => admitted(id));
  await store.sessions.insert(row, spaces);
  return { ...row, spaces };
}

describe("sessions", () => {
  test("are returned with the spaces that admitted them", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const user = await aUser(store);
    const session = await aSession(user.id, [a.id]);
    expect(await store.sessions.byId(session.id)).toEqual(session);
    const connectionId = await aConnectionOf(store, b.id);
    const byConnection = admitted(b.id, { way: "connection", connectionId, admittedAt: later(1) });
    await store.sessions.admit(session.id, byConnection);
    await store.sessions.admit(session.id, byConnection);
    await store.sessions.touch(session.id, later(2));
    const now = { ...session, lastSeenAt: later(2), spaces: [...session.spaces, byConnection] };
    expect(await store.sessions.byId(session.id)).toEqual(now);
    expect(await store.sessions.ofUser(user.id, longAgo)).toEqual([now]);
    expect(await store.sessions.ofUser(user.id, later(600))).toEqual([]);
  });

  test("end once, and nothing admits them afterwards", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const user = await aUser(store);
    const session = await aSession(user.id, [a.id]);
    expect(await store.sessions.end(session.id, "signed_out", later(1))).toBe(true);
    expect(await store.sessions.end(session.id, "again", later(2))).toBe(false);
    await store.sessions.admit(session.id, admitted(b.id));
    await store.sessions.touch(session.id, later(9));
    expect(await store.sessions.byId(session.id)).toEqual({
      ...session,
      endedAt: later(1),
      endedReason: "signed_out",
    });
  });

  test("of a person end together, except for the current one", async () => {
    const user = await aUser(store);
    const other = await aUser(store);
    const kept = await aSession(user.id, []);
    await aSession(user.id, []);
    await aSession(other.id, []);
    expect(await store.sessions.endOfUser(user.id, "password_changed", longAgo, kept.id)).toHaveLength(1);
    expect(await store.sessions.ofUser(user.id, longAgo)).toHaveLength(1);
    expect(await store.sessions.endOfUser(user.id, "deactivated", longAgo)).toHaveLength(1);
    expect(await store.sessions.ofUser(other.id, longAgo)).toHaveLength(1);
  });
});

describe("the sessions of a space", () => {
  test("show nothing of other spaces, and only what is live", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const { userId } = await aMember(store, a.id);
    const user = await store.users.byId(userId);
    if (!user) throw new Error("no user");
    const session = await aSession(user.id, [a.id, b.id]);
    await aSession(user.id, [a.id], { createdAt: later(-1), expiresAt: longAgo });
    await aSession(user.id, [b.id]);
    const page = await store.sessionsOf(a.id).page({ search: "apple" }, longAgo);
    expect(page).toMatchObject({ total: 1 });
    expect(page.rows).toEqual([
      { ...session, spaces: [admitted(a.id)], userEmail: user.email, userName: "Ann Apple" },
    ]);
    expect((await store.sessionsOf(a.id).page({ userId: "user_none" }, longAgo)).total).toBe(0);
  });

  test("lose the space together, and end if it was their last", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const [ann, bob] = [await aUser(store), await aUser(store)];
    const both = await aSession(ann.id, [a.id, b.id]);
    const only = await aSession(bob.id, [a.id]);
    await aSession(bob.id, [a.id], { createdAt: later(-1), expiresAt: longAgo });
    const elsewhere = await aSession(bob.id, [b.id]);
    expect(await store.sessionsOf(a.id).countLive(longAgo)).toEqual({ sessions: 2, people: 2 });
    expect(await store.sessionsOf(a.id).countLive(longAgo, ann.id)).toEqual({ sessions: 1, people: 1 });

    expect(await store.sessionsOf(a.id).endAll("sso_activated", longAgo)).toHaveLength(2);
    expect(await store.sessions.byId(both.id)).toMatchObject({ endedAt: null, spaces: [admitted(b.id)] });
    expect(await store.sessions.byId(only.id)).toMatchObject({ endedReason: "sso_activated", spaces: [] });
    expect(await store.sessions.byId(elsewhere.id)).toMatchObject({ endedAt: null });
    expect(await store.sessionsOf(a.id).endAll("again", longAgo)).toEqual([]);
  });

  test("are removed one by one", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const user = await aUser(store);
    const session = await aSession(user.id, [a.id, b.id]);
    expect(await store.sessionsOf(a.id).end(session.id, "ended_by_admin", longAgo)).toBe(true);
    expect(await store.sessionsOf(a.id).end(session.id, "ended_by_admin", longAgo)).toBe(false);
    expect(await store.sessions.byId(session.id)).toMatchObject({ endedAt: null });
    expect(await store.sessionsOf(b.id).end(session.id, "ended_by_admin", longAgo)).toBe(true);
    expect(await store.sessions.byId(session.id)).toMatchObject({ endedReason: "ended_by_admin" });
  });
});

test("a reset link works once, in time, and not after the person's links were ended", async () => {
  const user = await aUser(store);
  const link = (hash: string) =>
    store.passwordResets.insert({
      id: newId("rst"),
      userId: user.id,
      hash,
      createdAt: longAgo,
      expiresAt: later(30),
    });
  await link("one");
  await link("two");
  expect(await store.passwordResets.peek("one", longAgo)).toEqual({ userId: user.id });
  expect(await store.passwordResets.peek("one", later(30))).toBeNull();
  expect(await store.passwordResets.use("one", later(30))).toBeNull();
  const uses = await Promise.all(Array.from({ length: 20 }, () => store.passwordResets.use("one", later(1))));
  expect(uses.filter(Boolean)).toEqual([{ userId: user.id }]);
  await store.passwordResets.endOfUser(user.id, later(1));
  expect(await store.passwordResets.use("two", later(2))).toBeNull();
});
