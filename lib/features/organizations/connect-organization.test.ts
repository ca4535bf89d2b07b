import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConfiguration, aConnection, aMember, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { contextAs } from "@/lib/features/testing/context-as";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { startConnecting } from "./connect-organization";
import { readOrganization } from "./read-organizations";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let guest: Context;
let organizationId: string;
let connectionId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  const owner = await aSpace(deps.store, { name: "Owner" });
  organizationId = await anOrganization(deps.store, owner.id);
  const connection = await aConnection(deps.store, organizationId);
  connectionId = connection.id;
  await aConfiguration(deps.store, connection);
  const space = await aSpace(deps.store, { name: "Guest" });
  const { userId } = await aMember(deps.store, space.id, { role: "admin" });
  guest = await contextAs(deps, space, userId);
  const guests = deps.store.organizationGuestsOf(organizationId);
  await guests.ask(space.id, null, clock.now());
  await guests.agree(space.id, null, clock.now());
});

const start = (ctx = guest) => startConnecting(deps, ctx, { connectionId });
async function goLive() {
  const connections = deps.store.connectionsOf(organizationId);
  const [version] = await connections.configurationsOf(connectionId);
  await connections.goLive(connectionId, version?.id ?? "", clock.now(), unmarkedAuthority);
}

test("a connection that is not live cannot be connected", async () => {
  expect(await start()).toMatchObject({ problem: { code: "connection_not_live" } });
  expect(await readOrganization(deps, guest, organizationId)).toMatchObject({ connections: { rows: [] } });
  await goLive();
  expect(await start()).toMatchObject({ ok: true });
  expect(await readOrganization(deps, guest, organizationId)).toMatchObject({
    connections: { rows: [{ id: connectionId, statusHere: null }] },
  });
});

test("only a signed-in person connects: no program and no setup link", async () => {
  await goLive();
  expect(await start({ ...guest, user: null, sessionId: null, via: "token" })).toMatchObject({
    problem: { code: "connect_needs_person" },
  });
});

test("a space whose plan has lost single sign-on connects nothing", async () => {
  await goLive();
  const plain = { ...guest, space: { ...guest.space, ssoSubscribed: false } };
  expect(await start(plain)).toMatchObject({ problem: { code: "not_subscribed" } });
});

test("if only IT administrators may use a password, one must have proved theirs first", async () => {
  await goLive();
  await deps.store.spaces.update(guest.space.id, { passwordSignIn: "it_administrators_only" });
  expect(await start()).toMatchObject({ problem: { code: "no_way_back" } });
});

test("unverified domains of another organization are hidden", async () => {
  const domain = { organizationId, challenge: "x", verifiedBy: null, verifiedAt: null } as const;
  const looks = { lastCheckedAt: null, lastCheckResult: null, createdAt: clock.now() };
  await deps.store
    .domainsOf(organizationId)
    .insert({ ...domain, ...looks, id: "dom_1", name: "acme.example", status: "pending" });
  expect(await readOrganization(deps, guest, organizationId)).toMatchObject({ domains: [] });
});
