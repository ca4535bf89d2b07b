import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TxtAnswer } from "@/lib/ports/txt-lookup";
import { addDomain } from "./add-domain";
import { approveDomain } from "./approve-domain";
import { listDomains } from "./find-domain";
import { recheckDomains } from "./recheck-domains";

const day = 24 * 3600;
let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let admin: Context;
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
  space = await aSpace(deps.store, { name: "Orchard" });
  const { userId } = await aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { email: "ann@orchard.example" },
  );
  admin = await contextAs(deps, space, userId);
  await aMember(deps.store, space.id, {}, { email: "reader@orchard.example" });
});

const round = () =>
  recheckDomains({ ...deps, txtLookup: { txt: async (name) => zone.get(name) ?? { outcome: "none" } } });
const statusOf = async () => (await listDomains(deps, admin, {})).rows[0]?.status;
const subjects = async () =>
  (await deps.store.outbox.page({ pageSize: 50 })).rows
    .map((message) => `${message.recipient}: ${message.subject}`)
    .toReversed();

async function anAdded(name = "acme.example") {
  const added = await addDomain(deps, admin, name);
  if (!added.ok) throw new Error(added.problem.code);
  return added.value;
}
const show = (record: { name: string; value: string }) =>
  zone.set(record.name, { outcome: "found", texts: [record.value] });

test("a domain goes from pending to verified, failing and expired, and administrators are notified of each", async () => {
  const { record } = await anAdded();
  expect(await round()).toMatchObject({ looked: 1, changed: 0 });
  expect(await statusOf()).toBe("pending");

  show(record);
  clock.forward(day);
  expect(await round()).toMatchObject({ changed: 1 });
  expect(await statusOf()).toBe("verified");

  zone.clear();
  clock.forward(day);
  await round();
  expect(await statusOf()).toBe("failing");
  clock.forward(5 * day);
  await round();
  expect(await statusOf()).toBe("failing");
  clock.forward(2 * day);
  await round();
  expect(await statusOf()).toBe("expired");
  clock.forward(day);
  expect(await round()).toMatchObject({ looked: 0 });

  expect(await subjects()).toEqual([
    "ann@orchard.example: Orchard: acme.example is verified",
    "ann@orchard.example: Orchard: the DNS record of acme.example is missing",
    "ann@orchard.example: Orchard: acme.example is no longer verified",
  ]);
  expect(await auditedActions(deps, space.id)).toEqual([
    "domain.added",
    "domain.verified",
    "domain.failing",
    "domain.expired",
  ]);
});

test("a record that returns in time makes a failing domain verified again", async () => {
  const { record } = await anAdded();
  show(record);
  await round();
  zone.clear();
  clock.forward(day);
  await round();
  expect(await statusOf()).toBe("failing");
  show(record);
  clock.forward(day);
  await round();
  expect(await statusOf()).toBe("verified");
});

test("name servers that do not answer change nothing", async () => {
  const { record } = await anAdded();
  show(record);
  await round();
  zone.set(record.name, { outcome: "failed", reason: "timeout" });
  clock.forward(30 * day);
  expect(await round()).toMatchObject({ looked: 1, changed: 0 });
  expect(await statusOf()).toBe("verified");
});

test("an approved domain is not looked up, and nothing is looked up twice within hours", async () => {
  const { id } = await anAdded();
  await approveDomain(
    deps,
    { kind: "operator", id: "op", name: "Op", address: null },
    { space, domainId: id },
  );
  clock.forward(10 * day);
  expect(await round()).toMatchObject({ looked: 0 });
  expect(await statusOf()).toBe("verified");

  await anAdded("other.example");
  expect(await round()).toMatchObject({ looked: 1 });
  expect(await round()).toMatchObject({ looked: 0 });
});

test("a failing look-up affects one domain only", async () => {
  await anAdded("a.example");
  await anAdded("b.example");
  const seen: string[] = [];
  const txt = async (name: string): Promise<TxtAnswer> => {
    seen.push(name);
    if (name.includes("a.example")) throw new Error("broken");
    return { outcome: "none" };
  };
  expect(await recheckDomains({ ...deps, txtLookup: { txt } })).toMatchObject({ looked: 1, errors: 1 });
  expect(seen).toEqual(expect.arrayContaining(["_gatehouse.a.example", "_gatehouse.b.example"]));
});

test("a record at the wrong place does not keep a domain verified, and the page says where it is", async () => {
  const domain = await anAdded("orchard.example");
  zone.set(domain.record.name, { outcome: "found", texts: [domain.record.value] });
  await round();
  zone.clear();
  zone.set("orchard.example", { outcome: "found", texts: [domain.record.value] });
  clock.forward(13 * 3600);
  await round();
  const organization = await deps.store.organizationsOf(space.id).own();
  expect(await deps.store.domainsOf(organization?.id ?? "").byId(domain.id)).toMatchObject({
    status: "failing",
    lastCheckResult: expect.stringContaining("found at orchard.example, which proves nothing"),
  });
});
