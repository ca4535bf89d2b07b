import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TxtAnswer } from "@/lib/ports/txt-lookup";
import { addDomain } from "./add-domain";
import { approveDomain, listDomainsForOperator } from "./approve-domain";
import { isHeldElsewhere, listDomains } from "./find-domain";
import { removeDomain } from "./remove-domain";
import { verifyDomain } from "./verify-domain";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let admin: Context;
/** The answers of the test's name servers. */
let zone: Map<string, TxtAnswer>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  zone = new Map();
  space = await aSpace(deps.store);
  admin = await administratorOf(space);
});

async function administratorOf(of: Space): Promise<Context> {
  const { userId } = await aMember(deps.store, of.id, { role: "admin", licence: "admin" });
  return contextAs(deps, of, userId);
}
const verify = (id: string, ctx = admin) =>
  verifyDomain(
    { ...deps, txtLookup: { txt: async (name) => zone.get(name) ?? { outcome: "none" } } },
    ctx,
    id,
  );
async function added(name: string, ctx = admin) {
  const result = await addDomain(deps, ctx, name);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}
async function proved(name: string, ctx = admin) {
  const domain = await added(name, ctx);
  zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
  await verify(domain.id, ctx);
  return domain;
}
const ownOrganizationId = async () => (await deps.store.organizationsOf(space.id).own())?.id ?? "";
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

describe("adding a domain", () => {
  test("extracts it from the pasted text and returns the record that proves it", async () => {
    const domain = await added(" https://www.Orchard.example/about ");
    expect(domain).toMatchObject({
      name: "www.orchard.example",
      status: "pending",
      record: { type: "TXT", name: "_gatehouse.www.orchard.example" },
    });
    expect(await auditedActions(deps, space.id)).toEqual(["domain.added"]);
  });

  test("refuses invalid names, free mail, and duplicates", async () => {
    expect(await addDomain(deps, admin, "not a domain")).toMatchObject({
      problem: { kind: "invalid", field: "name" },
    });
    expect(await addDomain(deps, admin, "gmail.com")).toEqual(problem("domain_free_mail"));
    await added("orchard.example");
    expect(await addDomain(deps, admin, "ORCHARD.example")).toEqual(problem("domain_exists"));
  });

  test("refuses a name verified elsewhere without naming the other space", async () => {
    const other = await aSpace(deps.store, { name: "Secret Customer" });
    await proved("meadow.example", await administratorOf(other));
    const refusal = await addDomain(deps, admin, "meadow.example");
    expect(refusal).toEqual(problem("domain_taken"));
    expect(JSON.stringify(refusal)).not.toMatch(/Secret|org_|space_/);
  });
});

describe("a domain that another organization has verified", () => {
  async function withProvisioning(...settings: boolean[]) {
    const organizationId = await ownOrganizationId();
    for (const provisioning of settings) {
      const connection = await aConnection(deps.store, organizationId);
      const option = await anOption(deps.store, space.id, connection.id, { status: "active" });
      await deps.store
        .optionsOf(space.id)
        .update(option.id, { settings: { ...option.settings, provisioning } }, null);
    }
  }
  beforeEach(async () => {
    const other = await aSpace(deps.store, { name: "Secret Customer" });
    await proved("meadow.example", await administratorOf(other));
    await added("orchard.example");
  });

  test("can be added if nobody new is admitted, and stays pending whatever record exists", async () => {
    await withProvisioning(false, false);
    const domain = await added("meadow.example");
    expect(domain).toMatchObject({ status: "pending", verifiedBy: null });
    expect(JSON.stringify(domain)).not.toMatch(/Secret/);
    expect(await isHeldElsewhere(deps, domain)).toBe(true);
    zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
    expect(await verify(domain.id)).toEqual(problem("domain_taken"));
    const operator = { kind: "operator" as const, id: "user_o", name: "Olive", address: null };
    expect(await approveDomain(deps, operator, { space, domainId: domain.id })).toEqual(
      problem("domain_taken"),
    );
    expect((await listDomains(deps, admin, { status: "verified" })).total).toBe(0);
  });

  test("can be verified once the other organization gives it up", async () => {
    await withProvisioning(false);
    const domain = await added("meadow.example");
    const owner = await deps.store.domainDirectory.verifiedOwner("meadow.example");
    await deps.store.domainsOf(owner?.organizationId ?? "").remove(owner?.domainId ?? "");
    zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
    expect(await verify(domain.id)).toMatchObject({ value: { status: "verified" } });
    expect(await isHeldElsewhere(deps, { ...domain, status: "verified" })).toBe(false);
  });

  test.each([
    ["no connection", []],
    ["one connection that makes members of new people", [false, true]],
  ])("is refused in a space with %s", async (_, settings) => {
    await withProvisioning(...settings);
    expect(await addDomain(deps, admin, "meadow.example")).toEqual(problem("domain_taken"));
  });
});

describe("proving a domain", () => {
  test("verifies if the record exists, and otherwise says what it found", async () => {
    const domain = await added("orchard.example");
    expect(await verify(domain.id)).toMatchObject({
      value: { status: "pending", lastCheckResult: expect.stringContaining("no TXT record") },
    });
    zone.set(domain.record.name, { outcome: "found", texts: ["something else"] });
    expect(await verify(domain.id)).toMatchObject({
      value: { lastCheckResult: expect.stringContaining("“something else”") },
    });
    zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
    expect(await verify(domain.id)).toMatchObject({ value: { status: "verified", verifiedBy: "dns" } });
    expect(await auditedActions(deps, space.id)).toEqual(["domain.added", "domain.verified"]);
  });

  test.each([
    ["the zone added twice", "_gatehouse.shop.orchard.example.shop.orchard.example", "_gatehouse"],
    ["the zone above added twice", "_gatehouse.shop.orchard.example.orchard.example", "_gatehouse.shop"],
    ["the domain itself", "shop.orchard.example", "_gatehouse"],
    ["the zone above", "_gatehouse.orchard.example", "_gatehouse.shop"],
  ])("reports a record at %s, and verifies nothing by it", async (_, place, toEnter) => {
    const domain = await added("shop.orchard.example");
    zone.set(place, { outcome: "found", texts: [domain.record.value] });
    const result = await verify(domain.id);
    expect(result).toMatchObject({ value: { status: "pending" } });
    expect(result.ok && result.value.lastCheckResult).toBe(
      `The record was found at ${place}, which proves nothing. Move it to _gatehouse.shop.orchard.example: on the DNS screen of ${place.endsWith("shop.orchard.example") ? "shop.orchard.example" : "orchard.example"}, the name to enter is “${toEnter}”.`,
    );
    zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
    expect(await verify(domain.id)).toMatchObject({ value: { status: "verified" } });
  });

  test("ignores another domain's record at those places", async () => {
    const domain = await added("orchard.example");
    zone.set("orchard.example", { outcome: "found", texts: ["v=spf1 -all", `${domain.record.value}x`] });
    zone.set("_gatehouse.orchard.example.orchard.example", { outcome: "failed", reason: "ETIMEOUT" });
    expect(await verify(domain.id)).toMatchObject({
      value: { status: "pending", lastCheckResult: expect.stringContaining("no TXT record") },
    });
  });

  test("fails when the record disappears, expires a week later, and recovers with it", async () => {
    const domain = await proved("orchard.example");
    zone.clear();
    expect(await verify(domain.id)).toMatchObject({ value: { status: "failing" } });
    zone.set(domain.record.name, { outcome: "failed", reason: "ETIMEOUT" });
    clock.forward(8 * 24 * 3600);
    expect(await verify(domain.id)).toMatchObject({ value: { status: "failing" } });
    zone.clear();
    expect(await verify(domain.id)).toMatchObject({ value: { status: "expired" } });
    zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
    expect(await verify(domain.id)).toMatchObject({ value: { status: "verified" } });
  });

  test("is first come, first served for two spaces with the same name", async () => {
    const other = await aSpace(deps.store);
    const ctx = await administratorOf(other);
    const [mine, theirs] = [await added("orchard.example"), await added("orchard.example", ctx)];
    zone.set(mine.record.name, { outcome: "found", texts: [mine.record.value, theirs.record.value] });
    const results = await Promise.all([verify(mine.id), verify(theirs.id, ctx)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(problem("domain_taken"));
  });

  test("by an operator's approval needs no record and outlives its absence", async () => {
    const domain = await added("orchard.example");
    const actor = { kind: "operator" as const, id: "user_o", name: "Olive", address: null };
    expect((await listDomainsForOperator(deps, { status: "pending" })).rows[0]).toMatchObject({
      id: domain.id,
      space: { slug: space.slug },
    });
    expect(await approveDomain(deps, actor, { space, domainId: domain.id })).toMatchObject({
      value: { status: "verified", verifiedBy: "operator" },
    });
    clock.forward(30 * 24 * 3600);
    expect(await verify(domain.id)).toMatchObject({ value: { status: "verified", verifiedBy: "operator" } });
  });
});

describe("removing a domain", () => {
  test("keeps the last verified one of an active connection", async () => {
    const first = await proved("orchard.example");
    const organizationId = (await deps.store.organizationsOf(space.id).own())?.id ?? "";
    const connection = await aConnection(deps.store, organizationId);
    await anOption(deps.store, space.id, connection.id, { status: "active" });
    expect(await removeDomain(deps, admin, first.id)).toEqual(problem("last_verified_domain"));
    const second = await proved("meadow.example");
    const results = await Promise.all([
      removeDomain(deps, admin, first.id),
      removeDomain(deps, admin, second.id),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect((await listDomains(deps, admin, {})).total).toBe(1);
  });

  test("another space's domain is not found, neither to verify nor to remove", async () => {
    const domain = await added("orchard.example");
    const other = await administratorOf(await aSpace(deps.store));
    expect(await verify(domain.id, other)).toEqual(problem("domain_not_found"));
    expect(await removeDomain(deps, other, domain.id)).toEqual(problem("domain_not_found"));
    expect((await listDomains(deps, other, {})).total).toBe(0);
  });
});
