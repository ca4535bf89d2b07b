import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setupSessions } from "@/drizzle/schema/setup";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { SetupLink } from "@/lib/model/setup-links/setup-link";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { aConnection, anOption, anOrganization, aSpace, aUser, longAgo } from "../testing/rows";

let database: TestDatabase;
let store: Store;
let space: string;
let organization: string;
let connection: string;

beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  space = (await aSpace(store)).id;
  organization = await anOrganization(store, space);
  connection = (await aConnection(store, organization)).id;
});

const now = new Date(longAgo.getTime() + 1_000);
const soon = new Date(longAgo.getTime() + 600_000);
async function aLink(change: Partial<SetupLink & { hash: string }> = {}) {
  const link = {
    id: newId("setup"),
    organizationId: organization,
    spaceId: space,
    connectionId: connection,
    purpose: "configure" as const,
    forSpace: false,
    activatesAs: null,
    returnUrl: null,
    note: null,
    recipient: null,
    createdBy: null,
    createdAt: longAgo,
    expiresAt: soon,
    revokedAt: null,
    lastUsedAt: null,
    hash: newId("hash"),
    ...change,
  };
  await store.setupLinksOf(space).insert(link);
  return link;
}
const aSession = (setupLinkId: string, hash = newId("hash")) => ({
  id: newId("setupsess"),
  setupLinkId,
  hash,
  createdAt: now,
  expiresAt: soon,
});

describe("setup links", () => {
  test("a link for the space gets its connection once, and one for a connection gets no other", async () => {
    const links = store.setupLinksOf(space);
    const open = await aLink({ connectionId: null, forSpace: true });
    const theirs = { id: connection, organizationId: organization };
    expect(await links.attach(open.id, theirs)).toBe(true);
    expect(await links.attach(open.id, theirs)).toBe(false);
    expect((await links.byId(open.id))?.connectionId).toBe(connection);
    expect(await links.attach((await aLink()).id, theirs)).toBe(false);
    const other = (await aSpace(store)).id;
    const second = await aLink({ connectionId: null, forSpace: true });
    expect(await store.setupLinksOf(other).attach(second.id, theirs)).toBe(false);
    await expect(aLink({ connectionId: null })).rejects.toThrow();
  });

  test("a space reads and revokes its own only, and creates none for another's connection", async () => {
    const link = await aLink();
    const other = (await aSpace(store)).id;
    await anOrganization(store, other);
    const theirs = store.setupLinksOf(other);
    expect(await theirs.byId(link.id)).toBeNull();
    expect(await theirs.page({}, now)).toMatchObject({ rows: [], total: 0 });
    expect(await theirs.page({ connectionId: connection }, now)).toMatchObject({ rows: [], total: 0 });
    expect(await theirs.revoke(link.id, now)).toBe(false);
    await expect(theirs.insert({ ...link, id: "setup_x", hash: "x" })).rejects.toThrow("own organization");
    expect((await store.setupLinksOf(space).byId(link.id))?.revokedAt).toBeNull();
  });

  test("can be searched, filtered by state, sorted and paged", async () => {
    const expiresAt = new Date(now.getTime() - 1);
    const over = await aLink({ recipient: "old@outside.example", expiresAt });
    const revoked = await aLink({ recipient: "gone@outside.example", revokedAt: now, expiresAt });
    const open = [];
    for (let n = 0; n < 3; n++)
      open.push(await aLink({ recipient: `it${n}@outside.example`, note: n === 1 ? "50%_off" : null }));
    const links = store.setupLinksOf(space);
    const ids = async (query: Parameters<typeof links.page>[0]) =>
      (await links.page(query, now)).rows.map(({ id }) => id);
    expect(await ids({ state: "expired" })).toEqual([over.id]);
    expect(await ids({ state: "revoked" })).toEqual([revoked.id]);
    expect((await ids({ state: "open" })).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
    expect(await ids({ search: "GONE@" })).toEqual([revoked.id]);
    expect(await ids({ search: "50%_" })).toEqual([open[1]?.id]);
    const { name } = (await store.connectionLookup.byId(connection)) ?? { name: "" };
    expect(await ids({ search: name })).toHaveLength(5);
    const part = { sort: "recipient", pageSize: 2 };
    expect(await links.page({ ...part, page: 2 }, now)).toMatchObject({
      rows: [{ recipient: "it1@outside.example" }, { recipient: "it2@outside.example" }],
      total: 5,
    });
    expect(await ids({ ...part, page: 3 })).toEqual([over.id]);
  });

  test("the digest is never returned", async () => {
    const link = await aLink();
    expect(await store.setupLinkLookup.byHash(link.hash)).not.toHaveProperty("hash");
  });

  test("opening fails if the link is expired or revoked, and leaves nothing behind", async () => {
    const over = await aLink({ expiresAt: now });
    const revoked = await aLink();
    await store.setupLinksOf(space).revoke(revoked.id, now);
    expect(await store.setupLinkLookup.open(aSession(over.id), now)).toBe(false);
    expect(await store.setupLinkLookup.open(aSession(revoked.id), now)).toBe(false);
    expect(await database.db.select().from(setupSessions)).toEqual([]);
  });

  test("revoking ends what was opened, once", async () => {
    const link = await aLink();
    const session = aSession(link.id);
    expect(await store.setupLinkLookup.open(session, now)).toBe(true);
    expect(await store.setupLinkLookup.bySession(session.hash, now)).toMatchObject({ id: link.id });
    expect(await store.setupLinksOf(space).revoke(link.id, now)).toBe(true);
    expect(await store.setupLinkLookup.bySession(session.hash, now)).toBeNull();
    expect(await store.setupLinksOf(space).revoke(link.id, now)).toBe(false);
  });

  test("what was opened expires with its own time and with the link's", async () => {
    const link = await aLink();
    const session = { ...aSession(link.id), expiresAt: new Date(soon.getTime() + 1) };
    await store.setupLinkLookup.open(session, now);
    expect(await store.setupLinkLookup.bySession(session.hash, soon)).toBeNull();
  });
});

describe("organizations of further spaces", () => {
  test("one that is only requested is not among a space's organizations, and accepts no option", async () => {
    const guest = (await aSpace(store)).id;
    const guests = store.organizationGuestsOf(organization);
    expect(await guests.ask(guest, null, now)).toBe(true);
    expect(await guests.ask(guest, null, now)).toBe(false);
    expect(await store.organizationsOf(guest).linked()).toEqual([]);
    expect(await store.organizationsOf(guest).byId(organization)).toBeNull();
    expect(await store.organizationsOf(guest).connect(organization)).toBe(false);
    expect(await store.organizationsOf(guest).leave(organization)).toBe(false);
    await expect(anOption(store, guest, connection)).rejects.toThrow("linked");
  });

  test("is accepted once, and never by another organization's repository", async () => {
    const guest = (await aSpace(store)).id;
    const other = await anOrganization(store, (await aSpace(store)).id);
    const guests = store.organizationGuestsOf(organization);
    await guests.ask(guest, null, now);
    expect(await store.organizationGuestsOf(other).agree(guest, null, now)).toBe(false);
    expect(await store.organizationGuestsOf(other).remove(guest, ["requested"])).toBe(false);
    const tries = await Promise.all([guests.agree(guest, null, now), guests.agree(guest, null, now)]);
    expect(tries.toSorted()).toEqual([false, true]);
    expect(await guests.all()).toMatchObject([{ spaceId: guest, status: "agreed" }]);
  });

  test("the own space is no guest, and its organization cannot be left", async () => {
    const guests = store.organizationGuestsOf(organization);
    expect(await guests.all()).toEqual([]);
    expect(await guests.remove(space, ["requested", "agreed", "connected"])).toBe(false);
    expect(await store.organizationsOf(space).leave(organization)).toBe(false);
    expect(await store.organizationsOf(space).connect(organization)).toBe(false);
  });

  test("requests belong to their space", async () => {
    const other = (await aSpace(store)).id;
    const request = {
      slug: "acme",
      status: "waiting",
      requestedBy: null,
      createdAt: now,
      decidedAt: null,
    } as const;
    expect(await store.organizationsOf(space).ask(request)).toBe(true);
    expect(await store.organizationsOf(space).ask(request)).toBe(false);
    expect(await store.organizationsOf(other).requests()).toEqual([]);
    expect(await store.organizationsOf(other).forgetRequest("acme")).toBe(false);
    await store.organizationsOf(other).decline("acme", now);
    expect(await store.organizationsOf(space).requests()).toMatchObject([{ status: "waiting" }]);
  });
});

test("only the people of one organization are released from single sign-on", async () => {
  const bound = await aUser(store, { ssoOnlyOrganizationId: organization });
  const other = await anOrganization(store, (await aSpace(store)).id);
  const elsewhere = await aUser(store, { ssoOnlyOrganizationId: other });
  expect(await store.users.endSsoOnly(organization)).toBe(1);
  expect((await store.users.byId(bound.id))?.ssoOnlyOrganizationId).toBeNull();
  expect((await store.users.byId(elsewhere.id))?.ssoOnlyOrganizationId).toBe(other);
});

test("an organization is in use while any space has an option of it that is not a draft", async () => {
  const options = store.organizationOptionsOf(organization);
  const option = await anOption(store, space, connection);
  expect(await options.anyInUse()).toBe(false);
  await store.optionsOf(space).move(option.id, "draft", "active", { userId: null, at: now });
  await store.optionsOf(space).move(option.id, "active", "disabled", { userId: null, at: now });
  expect(await options.anyInUse()).toBe(true);
});
