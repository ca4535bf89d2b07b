import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rotateKeys } from "@/lib/features/maintenance/rotate-keys";
import { type KeyRing, parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { createVault, keyIdOf } from "@/lib/infra/crypto/vault";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, aMember, anOrganization, aSpace, longAgo } from "../testing/rows";
import { testDependencies } from "../testing/test-dependencies";
import { sealedValuesIn } from "./sealed-values";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

async function aWorld() {
  const { store } = database;
  const space = await aSpace(store);
  const organizationId = await anOrganization(store, space.id);
  const connection = await aConnection(store, organizationId);
  const { userId } = await aMember(store, space.id);
  return { space, organizationId, connectionId: connection.id, userId };
}
type World = Awaited<ReturnType<typeof aWorld>>;

const keep = ({ organizationId, connectionId, userId }: World, sealed = "sealed") =>
  database.store.providerTokensOf(organizationId).keep({
    id: "ptok_1",
    connectionId,
    userId,
    scopes: ["contacts"],
    endpoints: ["https://tool.example/token"],
    expiresAt: null,
    createdAt: longAgo,
    accessTokenSealed: `${sealed} access`,
    refreshTokenSealed: `${sealed} refresh`,
  });

test("one row for a person and a connection, replaced whole", async () => {
  const world = await aWorld();
  const tokens = database.store.providerTokensOf(world.organizationId);
  await keep(world);
  await tokens.end("ptok_1", longAgo);
  expect(await tokens.byUser(world.connectionId, world.userId)).toMatchObject({
    accessTokenSealed: null,
    hasRefreshToken: false,
    endedAt: longAgo,
  });
  await keep(world, "canary");
  expect(await tokens.ofUser(world.userId)).toMatchObject([{ endedAt: null, hasRefreshToken: true }]);
  expect(JSON.stringify(await tokens.ofUser(world.userId))).not.toContain("canary");
});

test("the right to refresh is one at a time, expires, and a changed row refuses the result", async () => {
  const world = await aWorld();
  const tokens = database.store.providerTokensOf(world.organizationId);
  await keep(world);
  const at = (seconds: number) => new Date(longAgo.getTime() + seconds * 1000);
  const claims = await Promise.all([1, 2, 3].map(() => tokens.claimRefresh("ptok_1", at(0), at(30))));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await tokens.claimRefresh("ptok_1", at(31), at(60))).toBe(true);
  const change = {
    accessTokenSealed: "a",
    refreshTokenSealed: "r",
    scopes: [],
    expiresAt: null,
    refreshedAt: at(31),
  };
  expect(await tokens.refreshed("ptok_1", "another", change)).toBe(false);
  expect(await tokens.refreshed("ptok_1", "sealed refresh", change)).toBe(true);
  expect(await tokens.claimRefresh("ptok_1", at(32), at(60))).toBe(true);
});

test("tokens of another token address than the live one end, once, and all of them if nothing is kept any more", async () => {
  const world = await aWorld();
  const tokens = database.store.providerTokensOf(world.organizationId);
  await keep(world);
  expect(await tokens.endOthers(world.connectionId, "https://tool.example/token", longAgo)).toBe(0);
  expect(await tokens.endOthers("conn_other", null, longAgo)).toBe(0);
  expect(await tokens.endOthers(world.connectionId, "https://tool.example/token2", longAgo)).toBe(1);
  expect(await tokens.endOthers(world.connectionId, "https://tool.example/token2", longAgo)).toBe(0);
  expect(await tokens.byUser(world.connectionId, world.userId)).toMatchObject({
    accessTokenSealed: null,
    endedAt: longAgo,
  });
  await keep(world);
  expect(await tokens.endOthers(world.connectionId, null, longAgo)).toBe(1);
});

test("another organization cannot reach them", async () => {
  const world = await aWorld();
  const other = await aWorld();
  await keep(world);
  const theirs = database.store.providerTokensOf(other.organizationId);
  expect(await theirs.byUser(world.connectionId, world.userId)).toBeNull();
  expect(await theirs.ofUser(world.userId)).toEqual([]);
  expect(await theirs.claimRefresh("ptok_1", longAgo, longAgo)).toBe(false);
  expect(await theirs.remove(world.connectionId, world.userId)).toBe(false);
  await theirs.end("ptok_1", longAgo);
  expect(await theirs.endOthers(world.connectionId, null, longAgo)).toBe(0);
  await expect(keep({ ...world, organizationId: other.organizationId })).rejects.toThrow(/same organization/);
  const own = database.store.providerTokensOf(world.organizationId);
  expect(await own.byUser(world.connectionId, world.userId)).toMatchObject({ endedAt: null });
});

test("the connections of a person are those of one space, and go with the connection", async () => {
  const { store } = database;
  const world = await aWorld();
  const other = await aWorld();
  await store.memberConnectionsOf(world.space.id).set(world.userId, [world.connectionId], null, longAgo);
  expect(await store.memberConnectionsOf(world.space.id).ofUser(world.userId)).toEqual([world.connectionId]);
  expect(await store.memberConnectionsOf(other.space.id).ofUser(world.userId)).toEqual([]);
  await store.connectionsOf(world.organizationId).remove(world.connectionId);
  expect(await store.memberConnectionsOf(world.space.id).ofUser(world.userId)).toEqual([]);
});

test("a key rotation seals both tokens again", async () => {
  const deps = testDependencies(database);
  const world = await aWorld();
  const entry = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
  const [oldKey, newKey] = [entry("older"), entry("newer")];
  const old = createVault(ringOf(oldKey));
  const { organizationId, connectionId, userId } = world;
  await database.store.providerTokensOf(organizationId).keep({
    id: "ptok_1",
    connectionId,
    userId,
    scopes: [],
    endpoints: [],
    expiresAt: null,
    createdAt: longAgo,
    accessTokenSealed: old.seal("access", sealContexts.providerAccessToken(organizationId, "ptok_1")),
    refreshTokenSealed: old.seal("refresh", sealContexts.providerRefreshToken(organizationId, "ptok_1")),
  });
  const vault = createVault(ringOf(newKey, oldKey));
  const actor = { kind: "command_line", id: null, name: "root", address: null } as const;
  const sealedValues = sealedValuesIn(database.db);
  const { resealed } = await rotateKeys({ ...deps, vault, sealedValues }, actor, "newer");
  expect(resealed).toMatchObject({ providerAccessToken: 1, providerRefreshToken: 1 });
  const kept = await database.store.providerTokensOf(organizationId).byUser(connectionId, userId);
  expect(keyIdOf(kept?.accessTokenSealed ?? "")).toBe("newer");
  const context = sealContexts.providerRefreshToken(organizationId, "ptok_1");
  expect(vault.open(kept?.refreshTokenSealed ?? "", context)).toBe("refresh");
});

function ringOf(...entries: string[]): KeyRing {
  const ring = parseKeyRing(entries.join(","));
  if ("problem" in ring) throw new Error(ring.problem);
  return ring;
}
