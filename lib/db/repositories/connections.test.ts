import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Connection, TestReport } from "@/lib/model/connections/connection";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import {
  aConfiguration,
  aConnection,
  anOption,
  anOrganization,
  aSpace,
  aTestRun,
  aUser,
  longAgo,
} from "../testing/rows";

let database: TestDatabase;
let store: Store;
let spaceId: string;
let organizationId: string;
let connections: ReturnType<Store["connectionsOf"]>;
let connection: Connection;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(async () => {
  await database.reset();
  spaceId = (await aSpace(store)).id;
  organizationId = await anOrganization(store, spaceId);
  connections = store.connectionsOf(organizationId);
  connection = await aConnection(store, organizationId, { reference: "Okta-Main" });
});
afterAll(() => database.close());

const later = (minutes: number) => new Date(longAgo.getTime() + minutes * 60_000);

describe("connections", () => {
  test("are returned as written, by id and by reference in any case", async () => {
    expect(await connections.byId(connection.id)).toEqual(connection);
    expect(await connections.byReference("OKTA-main")).toEqual(connection);
    expect(await connections.byReference("okta")).toBeNull();
    expect(await connections.all()).toEqual([connection]);
    expect(await store.connectionLookup.byId(connection.id)).toEqual(connection);
  });

  test("have a reference of their own in the organization", async () => {
    expect(await connections.insert({ ...connection, id: "conn_2", reference: "okta-MAIN" })).toBe(false);
    const other = await aConnection(store, organizationId, { reference: "entra" });
    expect(await connections.update(other.id, { reference: "Okta-main" }, null)).toBe("reference_taken");
    expect(await connections.byId(other.id)).toEqual(other);
    const again = await store.transaction(async (tx) => {
      const refused = await tx
        .connectionsOf(organizationId)
        .update(other.id, { reference: "okta-main" }, null);
      // The transaction goes on after the refusal.
      const saved = await tx.connectionsOf(organizationId).update(other.id, { reference: "ENTRA" }, null);
      return [refused, saved];
    });
    expect(again).toEqual(["reference_taken", { ...other, reference: "ENTRA", revision: 2 }]);
  });

  test("are saved by one of two who have read the same revision", async () => {
    const saves = await Promise.all(
      ["A", "B", "C"].map((name) => connections.update(connection.id, { name }, connection.revision)),
    );
    expect(saves.filter((save) => save === "stale")).toHaveLength(2);
    expect(await connections.byId(connection.id)).toMatchObject({ revision: 2 });
    expect(await connections.update("conn_none", { name: "A" }, null)).toBe("stale");
  });

  test("are removed with everything that belongs to them", async () => {
    const configuration = await aConfiguration(store, connection);
    const option = await anOption(store, spaceId, connection.id);
    expect(await connections.remove(connection.id)).toBe(true);
    expect(await connections.remove(connection.id)).toBe(false);
    expect(await connections.configuration(configuration.id)).toBeNull();
    expect(await store.optionsOf(spaceId).byId(option.id)).toBeNull();
  });

  test("with a metadata address are found page by page for the daily check", async () => {
    const made: string[] = [];
    for (const metadataUrl of [null, "https://a.example/m", "https://b.example/m", "https://c.example/m"]) {
      const one = await aConnection(store, organizationId);
      const version = await aConfiguration(store, one, { metadataUrl });
      if (metadataUrl !== "https://c.example/m")
        await connections.goLive(one.id, version.id, longAgo, unmarkedAuthority);
      made.push(one.id);
    }
    const first = await store.connectionLookup.withMetadataUrl(1, null);
    expect(first.map(({ id }) => id)).toEqual([made[1]]);
    const next = await store.connectionLookup.withMetadataUrl(5, made[1] ?? null);
    expect(next.map(({ id }) => id)).toEqual([made[2]]);
  });
});

describe("configurations", () => {
  test("are numbered without gaps or duplicates, even if created at once", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => aConfiguration(store, connection)));
    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const listed = await connections.configurationsOf(connection.id);
    expect(listed.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("say whether they have a client secret, and return it only on request", async () => {
    const { version: _v, hasClientSecret: _h, ...first } = await aConfiguration(store, connection);
    const sealed = await connections.insertConfiguration({
      ...first,
      id: "conf_2",
      clientSecretSealed: "canary",
    });
    expect(sealed).toMatchObject({ version: 2, hasClientSecret: true });
    expect(JSON.stringify(await connections.configuration("conf_2"))).not.toContain("canary");
    expect(await connections.clientSecretSealed("conf_2")).toBe("canary");
    expect(await connections.clientSecretSealed(first.id)).toBeNull();
  });

  test("go live and back by a pointer", async () => {
    const one = await aConfiguration(store, connection);
    const two = await aConfiguration(store, connection);
    await connections.update(connection.id, { draftConfigurationId: one.id }, null);
    const run = await aTestRun(store, spaceId, one);
    await connections.markTested(one.id, run, later(1));
    await connections.goLive(connection.id, one.id, later(2), unmarkedAuthority);
    expect(await connections.byId(connection.id)).toMatchObject({
      liveConfigurationId: one.id,
      draftConfigurationId: null,
    });
    expect(await connections.configuration(one.id)).toEqual({
      ...one,
      testedAt: later(1),
      testRunId: run,
      wentLiveAt: later(2),
    });
    await connections.update(connection.id, { draftConfigurationId: two.id }, null);
    await connections.goLive(connection.id, one.id, later(3), unmarkedAuthority);
    expect(await connections.byId(connection.id)).toMatchObject({
      liveConfigurationId: one.id,
      draftConfigurationId: two.id,
    });
  });

  test("of another connection never go live", async () => {
    const other = await aConnection(store, organizationId);
    const foreign = await aConfiguration(store, other);
    await expect(connections.goLive(connection.id, foreign.id, longAgo, unmarkedAuthority)).rejects.toThrow(
      /version of the connection/,
    );
    expect(await connections.byId(connection.id)).toEqual(connection);
  });

  test("are discarded only if nothing refers to them", async () => {
    const [draft, tested, rehearsed, unused] = [
      await aConfiguration(store, connection),
      await aConfiguration(store, connection),
      await aConfiguration(store, connection),
      await aConfiguration(store, connection),
    ];
    await connections.update(connection.id, { draftConfigurationId: draft.id }, null);
    await connections.markTested(tested.id, await aTestRun(store, spaceId, rehearsed), longAgo);
    for (const { id } of [draft, tested, rehearsed, unused]) await connections.discardConfiguration(id);
    const left = await connections.configurationsOf(connection.id);
    expect(left.map(({ id }) => id)).toEqual([rehearsed.id, tested.id, draft.id]);
  });
});

test("keys: the signing one comes first, then those that still decrypt", async () => {
  const key = (id: string, minutes: number) => ({
    id,
    organizationId,
    connectionId: connection.id,
    certificate: "-----BEGIN CERTIFICATE-----",
    privateKeySealed: "sealed",
    createdAt: later(minutes),
    retiredAt: null,
  });
  for (const one of [key("key_1", 1), key("key_2", 2), key("key_3", 3)]) await connections.insertKey(one);
  await connections.retireKey("key_3", later(4));
  await connections.removeKey("key_1");
  const keys = await connections.keysOf(connection.id);
  expect(keys.map(({ id, retiredAt }) => [id, retiredAt])).toEqual([
    ["key_2", null],
    ["key_3", later(4)],
  ]);
});

describe("test runs", () => {
  const report: TestReport = {
    checks: [{ name: "audience", passed: true, received: "a", expected: "a" }],
    refusal: null,
    attributes: { groups: ["a\0b", "\ud800"] },
    subject: "ann",
    subjectFormat: null,
    issuer: null,
    email: null,
    outlook: null,
  };

  test("start once, in time, and end once", async () => {
    const configuration = await aConfiguration(store, connection);
    const id = await aTestRun(store, spaceId, configuration, "start");
    expect(await connections.finishTestRun(id, "passed", report, longAgo)).toBe(false);
    expect(await connections.startTestRun(id, later(10))).toBe(false);
    const starts = await Promise.all(
      Array.from({ length: 10 }, () => connections.startTestRun(id, later(1))),
    );
    expect(starts.filter(Boolean)).toHaveLength(1);
    expect(await connections.finishTestRun(id, "passed", report, later(2))).toBe(true);
    expect(await connections.finishTestRun(id, "failed", report, later(3))).toBe(false);
    const run = await connections.testRun(id);
    expect(run).toMatchObject({ status: "passed", finishedAt: later(2) });
    // Characters that the database cannot store were replaced, and nothing failed.
    expect(run?.report).toEqual({ ...report, attributes: { groups: ["a\uFFFDb", "\uFFFD"] } });
    expect(await store.connectionLookup.testRunByStart("start")).toEqual(run);
    expect(await store.connectionLookup.testRunById(id)).toEqual(run);
    expect(await connections.testRunsOf(connection.id, run?.spaceId ?? "", 5)).toEqual([run]);
  });
});

describe("linked identities", () => {
  const identity = (change: Partial<LinkedIdentity> = {}): LinkedIdentity => ({
    id: newId("ident"),
    organizationId,
    connectionId: connection.id,
    userId: "user_1",
    issuer: "https://idp.example",
    subject: "ann",
    relinkAllowed: false,
    firstUsedAt: longAgo,
    lastUsedAt: longAgo,
    ...change,
  });

  test("are one to one within a connection", async () => {
    for (const id of ["user_1", "user_2"]) await aUser(store, { id });
    const ann = identity();
    expect(await connections.identities.insert(ann)).toBe(true);
    expect(await connections.identities.insert(identity({ userId: "user_2" }))).toBe(false);
    expect(await connections.identities.insert(identity({ subject: "ann2" }))).toBe(false);
    const named = async (subject: string) =>
      (await connections.identities.recognise(connection.id, { ...ann, subject, domain: "" })).link;
    expect(await named(ann.subject)).toEqual(ann);
    expect(await named("ANN")).toBeNull();
    expect(await connections.identities.byUser(connection.id, "user_1")).toEqual(ann);
    await connections.identities.update(ann.id, {
      subject: "new",
      relinkAllowed: false,
      lastUsedAt: later(1),
    });
    expect(await connections.identities.ofUser("user_1")).toEqual([
      { ...ann, subject: "new", lastUsedAt: later(1) },
    ]);
    await connections.identities.remove(ann.id);
    expect(await connections.identities.ofUser("user_1")).toEqual([]);
  });
});

describe("sign-in options", () => {
  test("move only from their present status", async () => {
    const { id } = await anOption(store, spaceId, connection.id);
    const options = store.optionsOf(spaceId);
    for (const id of ["user_1", "user_2"]) await aUser(store, { id });
    const by = { userId: "user_1", at: later(1) };
    expect(await options.move(id, "active", "disabled", by)).toBe(false);
    const moves = await Promise.all(
      Array.from({ length: 10 }, () => options.move(id, "draft", "active", by)),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    await options.move(id, "active", "disabled", { userId: "user_2", at: later(2) });
    await options.move(id, "disabled", "active", { userId: "user_2", at: later(3) });
    expect(await options.byId(id)).toMatchObject({
      status: "active",
      activatedAt: later(1),
      activatedBy: "user_1",
    });
  });

  test("are saved by one of two, listed in the login page's order and found by the organization", async () => {
    const first = await anOption(store, spaceId, connection.id, { position: 2 });
    const second = await aConnection(store, organizationId);
    const other = await anOption(store, spaceId, second.id, { position: 1, status: "active" });
    const options = store.optionsOf(spaceId);
    expect((await options.all()).map(({ id }) => id)).toEqual([other.id, first.id]);
    const settings = { ...first.settings, provisioning: false };
    expect(await options.update(first.id, { settings }, 1)).toMatchObject({ settings, revision: 2 });
    expect(await options.update(first.id, { position: 0 }, 1)).toBe("stale");
    expect(await options.byConnection(second.id)).toEqual(other);
    const across = store.organizationOptionsOf(organizationId);
    expect(await across.active()).toEqual([other]);
    expect((await across.ofConnection(connection.id)).map(({ id }) => id)).toEqual([first.id]);
    expect(await options.remove(first.id)).toBe(true);
    expect(await options.remove(first.id)).toBe(false);
  });
});
