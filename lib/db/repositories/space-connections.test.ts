import { afterAll, beforeAll, expect, test } from "vitest";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConfiguration, aConnection, anOption, anOrganization, aSpace, longAgo } from "../testing/rows";

let database: TestDatabase;
const ids = { owner: "", guest: "", stranger: "" };

beforeAll(async () => {
  database = await openTestDatabase();
  const { store } = database;
  for (const name of ["owner", "guest", "stranger"] as const) ids[name] = (await aSpace(store, { name })).id;
  const organization = await anOrganization(store, ids.owner);
  await anOrganization(store, ids.guest);
  const made = (name: string, change: object) => aConnection(store, organization, { name, ...change });
  const used = await made("used", { protocol: "oidc", provider: "okta", reference: "B" });
  const live = await made("live", { provider: "entra", reference: "a", lastUsedAt: longAgo });
  await made("draft", { provider: "generic", reference: "c" });
  for (const connection of [used, live]) {
    const { id } = connection;
    const version = await aConfiguration(store, connection);
    await store.connectionsOf(organization).goLive(id, version.id, longAgo, unmarkedAuthority);
    const draft = await aConfiguration(store, connection);
    await store.connectionsOf(organization).update(id, { draftConfigurationId: draft.id }, null);
  }
  const guests = store.organizationGuestsOf(organization);
  for (const space of [ids.guest, ids.stranger]) await guests.ask(space, null, longAgo);
  await guests.agree(ids.guest, null, longAgo);
  await anOption(store, ids.owner, live.id, { status: "active", position: 2 });
  await anOption(store, ids.owner, used.id, { status: "disabled", position: 1 });
  await anOption(store, ids.guest, used.id, { status: "active", position: 1 });
});
afterAll(() => database.close());

const of = (space: keyof typeof ids) => database.store.spaceConnectionsOf(ids[space]);
const names = (found: { connection: { name: string } }[]) => found.map(({ connection }) => connection.name);

test("lists the space's own connections in the order of the login page, those without a place last", async () => {
  expect(names(await of("owner").all({}))).toEqual(["used", "live", "draft"]);
  expect(names((await of("owner").page({})).rows)).toEqual(["used", "live", "draft"]);
});

test("lists of a linked organization what the space uses, and on request what has been live", async () => {
  expect(names(await of("guest").all({}))).toEqual(["used"]);
  expect(names(await of("guest").all({ withUnused: true }))).toEqual(["used", "live"]);
  expect(await of("guest").all({ ownOnly: true })).toEqual([]);
  expect(await of("owner").all({ ownOnly: true })).toHaveLength(3);
});

test("shows nothing of an organization that has not accepted", async () => {
  const [used] = await of("owner").all({});
  expect(await of("stranger").all({ withUnused: true })).toEqual([]);
  expect(await of("stranger").page({ withUnused: true })).toMatchObject({ rows: [], total: 0 });
  expect(await of("stranger").byId(used?.connection.id ?? "")).toBeNull();
  expect(await of("guest").byId(used?.connection.id ?? "")).not.toBeNull();
});

test("gives each space its own option, and the draft to its owner only", async () => {
  const [mine] = await of("owner").all({ status: "disabled" });
  const [theirs] = await of("guest").all({});
  expect(mine).toMatchObject({ link: { status: "own" }, draft: { version: 2 }, live: { version: 1 } });
  expect(theirs).toMatchObject({
    link: { status: "agreed" },
    option: { status: "active" },
    draft: null,
    live: { version: 1 },
  });
});

test("filters by status, protocol, provider and id; no option is a draft", async () => {
  const owner = of("owner");
  expect(names(await owner.all({ status: "draft" }))).toEqual(["draft"]);
  expect(names(await owner.all({ protocol: "oidc" }))).toEqual(["used"]);
  expect(names(await owner.all({ provider: "entra" }))).toEqual(["live"]);
  expect(await owner.all({ status: "unheard of" })).toEqual([]);
  const [live] = await owner.all({ provider: "entra" });
  expect(names(await owner.all({ connectionId: live?.connection.id }))).toEqual(["live"]);
});

test("searches, sorts and pages", async () => {
  const page = async (query: object) => names((await of("owner").page(query)).rows);
  expect(await page({ search: "DRAF" })).toEqual(["draft"]);
  expect(await page({ search: "b" })).toEqual(["used"]);
  expect(await page({ search: "okt", providers: ["okta"] })).toEqual(["used"]);
  expect(await page({ search: "%" })).toEqual([]);
  expect(await page({ sort: "name" })).toEqual(["draft", "live", "used"]);
  expect(await page({ sort: "reference", direction: "desc" })).toEqual(["draft", "used", "live"]);
  expect(await page({ sort: "lastUsedAt", direction: "desc" })).toEqual(["live", "draft", "used"]);
  expect(await of("owner").page({ sort: "name", page: 2, pageSize: 2 })).toMatchObject({
    rows: [{ connection: { name: "used" } }],
    total: 3,
    page: 2,
    pageSize: 2,
  });
});
