import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { Message } from "@/lib/model/audit/audit";
import type { Domain } from "@/lib/model/organizations/organization";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { anOrganization, aSpace, longAgo } from "../testing/rows";
import { jacksonStorageIn } from "./jackson-storage";

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const later = (minutes: number) => new Date(longAgo.getTime() + minutes * 60_000);

test("a space has one organization of its own, and finds no other's", async () => {
  const [a, b] = [await aSpace(store), await aSpace(store)];
  expect(await store.organizationsOf(a.id).own()).toBeNull();
  const id = await anOrganization(store, a.id);
  const organization = { id, name: "Orchard directory", ownerSpaceId: a.id, createdAt: longAgo };
  expect(await store.organizationsOf(a.id).own()).toEqual(organization);
  expect(await store.organizationsOf(a.id).linked()).toEqual([{ organization, status: "own" }]);
  expect(await store.organizationsOf(a.id).byId(id)).toEqual({ organization, status: "own" });
  expect(await store.organizationsOf(b.id).byId(id)).toBeNull();
  await expect(anOrganization(store, a.id)).rejects.toThrow();
  expect(await store.organizationsOf(a.id).linked()).toHaveLength(1);
});

async function aDomain(organizationId: string, name: string, change: Partial<Domain> = {}): Promise<Domain> {
  const domain: Domain = {
    id: newId("dom"),
    organizationId,
    name,
    status: "pending",
    challenge: "gatehouse-verification=1",
    verifiedBy: null,
    verifiedAt: null,
    lastCheckedAt: null,
    lastCheckResult: null,
    createdAt: longAgo,
    ...change,
  };
  await store.domainsOf(organizationId).insert(domain);
  return domain;
}

describe("domains", () => {
  const verified = { status: "verified", verifiedAt: longAgo } as const;

  test("are claimed by many and verified by one, even if both try at once", async () => {
    const [a, b] = [await aSpace(store), await aSpace(store)];
    const [ours, theirs] = [await anOrganization(store, a.id), await anOrganization(store, b.id)];
    const [one, two] = [await aDomain(ours, "orchard.example"), await aDomain(theirs, "orchard.example")];
    expect(await store.domainsOf(ours).insert({ ...one, id: "dom_2" })).toBe(false);
    const tries = await Promise.all([
      store.domainsOf(ours).verify(one.id, "dns", later(1)),
      store.domainsOf(theirs).verify(two.id, "dns", later(1)),
    ]);
    expect(tries.filter(Boolean)).toHaveLength(1);
    const owner = await store.domainDirectory.verifiedOwner("orchard.example");
    expect(owner).toEqual(
      tries[0] ? { organizationId: ours, domainId: one.id } : { organizationId: theirs, domainId: two.id },
    );
    expect(await store.domainsOf(ours).verify("dom_none", "dns", longAgo)).toBe(false);
  });

  test("stay verified while they fail, and are free again once expired", async () => {
    const id = await anOrganization(store, (await aSpace(store)).id);
    const domain = await aDomain(id, "orchard.example");
    const domains = store.domainsOf(id);
    await domains.verify(domain.id, "operator", later(1));
    await domains.recordCheck(domain.id, "failing", "no record", later(2));
    expect(await domains.byId(domain.id)).toEqual({
      ...domain,
      status: "failing",
      verifiedBy: "operator",
      verifiedAt: later(1),
      lastCheckedAt: later(2),
      lastCheckResult: "no record",
    });
    expect(await store.domainDirectory.verifiedOwner("orchard.example")).not.toBeNull();
    await domains.recordCheck(domain.id, "expired", "no record", later(3));
    expect(await store.domainDirectory.verifiedOwner("orchard.example")).toBeNull();
    expect(await domains.remove(domain.id)).toBe(true);
    expect(await domains.remove(domain.id)).toBe(false);
  });

  test("are listed, for the organization and for operators with their space", async () => {
    const space = await aSpace(store, { name: "Grove", slug: "grove" });
    const id = await anOrganization(store, space.id);
    const b = await aDomain(id, "b.example", { ...verified, verifiedBy: "dns" });
    const a = await aDomain(id, "a.example");
    expect((await store.domainsOf(id).all()).map(({ name }) => name)).toEqual(["a.example", "b.example"]);
    expect((await store.domainsOf(id).page({ status: "verified" })).rows).toEqual([b]);
    expect(await store.domainsOf(id).byName("a.example")).toEqual(a);
    const ofSpace = { spaceId: space.id, spaceSlug: "grove", spaceName: "Grove" };
    const approvals = await store.domainDirectory.page({ search: "GROV", status: "pending" });
    expect(approvals.rows).toEqual([{ ...a, ...ofSpace }]);
    expect((await store.domainDirectory.page({ pageSize: 1 })).total).toBe(2);
    expect(await store.domainDirectory.byId(b.id)).toEqual(b);
  });

  test("are due for a check when the last is long ago, except approved ones", async () => {
    const id = await anOrganization(store, (await aSpace(store)).id);
    await aDomain(id, "never.example");
    await aDomain(id, "long.example", { ...verified, verifiedBy: "dns", lastCheckedAt: longAgo });
    await aDomain(id, "now.example", { ...verified, verifiedBy: "dns", lastCheckedAt: later(60) });
    await aDomain(id, "approved.example", { ...verified, verifiedBy: "operator" });
    await aDomain(id, "expired.example", { status: "expired", verifiedBy: "dns" });
    const due = await store.domainDirectory.dueForCheck(later(30), 10);
    expect(due.map(({ name }) => name)).toEqual(["never.example", "long.example"]);
    expect(await store.domainDirectory.dueForCheck(later(30), 1)).toHaveLength(1);
  });
});

describe("the outbox", () => {
  const aMessage = async (change: Partial<Message> = {}): Promise<Message> => {
    const message: Message = {
      id: newId("msg"),
      spaceId: null,
      recipient: "ann@orchard.example",
      subject: "Hello",
      body: "Hello Ann",
      createdAt: longAgo,
      sentAt: null,
      attempts: 0,
      lastError: null,
      ...change,
    };
    await store.outbox.insert([message]);
    return message;
  };

  test("gives each message to one process at a time", async () => {
    for (let n = 0; n < 10; n += 1) await aMessage();
    const claims = await Promise.all(Array.from({ length: 4 }, () => store.outbox.claimDue(longAgo, 5)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(10);
    expect(claims.flat().every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await store.outbox.claimDue(later(1), 50)).toEqual([]);
    // The claiming process did not come back.
    expect(await store.outbox.claimDue(later(6), 50)).toHaveLength(10);
  });

  test("retries at the given time, or never", async () => {
    const [sent, again, never] = [await aMessage(), await aMessage(), await aMessage()];
    await store.outbox.claimDue(longAgo, 10);
    await store.outbox.markSent(sent.id, later(1));
    await store.outbox.markFailed(again.id, "451 later", later(30));
    await store.outbox.markFailed(never.id, "550 no such person", null);
    expect(await store.outbox.claimDue(later(20), 10)).toEqual([]);
    expect(await store.outbox.claimDue(later(30), 10)).toEqual([
      { ...again, attempts: 2, lastError: "451 later" },
    ]);
    expect(await store.outbox.byId(sent.id)).toEqual({ ...sent, attempts: 1, sentAt: later(1) });
  });

  test("can be read by an operator, and finds recent messages", async () => {
    const message = await aMessage({ subject: "Seats are used up", createdAt: later(5) });
    await aMessage();
    expect((await store.outbox.page({ search: "SEATS" })).rows).toEqual([message]);
    expect((await store.outbox.page({})).rows[0]).toEqual(message);
    expect(await store.outbox.wroteSince(message.recipient, message.subject, later(5))).toBe(true);
    expect(await store.outbox.wroteSince(message.recipient, message.subject, later(6))).toBe(false);
    expect(await store.outbox.wroteSince("bob@orchard.example", message.subject, later(5))).toBe(false);
  });
});

describe("the registry's storage", () => {
  test("keeps records with their indexes, until they expire", async () => {
    let now = longAgo;
    const storage = jacksonStorageIn(database.db, () => now);
    const record = (key: string, indexKeys: string[], expiresAt: Date | null = null) =>
      storage.put({ namespace: "saml", key, value: { key, "odd\0": "x" }, expiresAt, indexKeys });
    await record("one", ["tenant:a", "tenant:a"]);
    now = later(1);
    await record("two", ["tenant:a", "product:p"], later(10));
    await storage.put({
      namespace: "other",
      key: "one",
      value: "12",
      expiresAt: null,
      indexKeys: ["tenant:a"],
    });

    expect(await storage.get("saml", "one")).toEqual({ key: "one", "odd\uFFFD": "x" });
    expect(await storage.get("other", "one")).toBe("12");
    expect(await storage.get("saml", "none")).toBeNull();
    const all = { offset: 0, limit: 10 };
    const keys = (values: unknown[]) => values.map((value) => (value as { key: string }).key);
    expect(keys(await storage.listByIndex("saml", "tenant:a", { ...all, order: "newest_first" }))).toEqual([
      "two",
      "one",
    ]);
    expect(keys(await storage.listAll("saml", { offset: 1, limit: 1, order: "oldest_first" }))).toEqual([
      "two",
    ]);
    expect(await storage.count("saml", null)).toBe(2);
    expect(await storage.count("saml", "product:p")).toBe(1);

    await record("one", ["tenant:b"]);
    expect(keys(await storage.listByIndex("saml", "tenant:a", { ...all, order: "oldest_first" }))).toEqual([
      "two",
    ]);
    expect(keys(await storage.listAll("saml", { ...all, order: "oldest_first" }))).toEqual(["one", "two"]);
    now = later(10);
    expect(await storage.get("saml", "two")).toBeNull();
    expect(await storage.count("saml", null)).toBe(1);
    await storage.deleteMany("saml", ["one", "none"]);
    await storage.deleteMany("saml", []);
    expect(await storage.listByIndex("saml", "tenant:b", { ...all, order: "oldest_first" })).toEqual([]);
    expect(await storage.get("other", "one")).toBe("12");
  });
});
