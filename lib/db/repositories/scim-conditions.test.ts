import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { Directory } from "@/lib/model/directories/directory";
import { matches } from "@/lib/protocols/scim/filter/matches";
import { parseFilter } from "@/lib/protocols/scim/filter/parse-filter";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import type { ScimResource } from "@/lib/protocols/scim/resource";
import { userType } from "@/lib/protocols/scim/schema/user";
import { everything } from "@/lib/protocols/scim/selection";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { anOrganization, aSpace, longAgo } from "../testing/rows";

let database: TestDatabase;
let store: Store;
let directory: Directory;
const kept = new Map<string, ScimResource>();

const resources: ScimResource[] = [
  {
    userName: "ann@acme.example",
    externalId: "A",
    active: true,
    displayName: "Ann 100%",
    emails: [
      { value: "ann@acme.example", type: "work", primary: true },
      { value: "ANN@home.example", type: "home" },
    ],
    department: "Research_1",
    name: { givenName: "Ann", familyName: "Lee" },
  },
  { userName: "Bo", externalId: "a", active: false, displayName: "ann", title: 'it\'s "quoted" \\ slashed' },
  { userName: "fran\u212a", active: true, displayName: "Fran\u212a", emails: [{ value: "x", type: "work" }] },
  { userName: "frank", active: true, emails: [{ type: "home" }], manager: { value: "person_1" } },
  {
    userName: "émile",
    active: false,
    displayName: "Émile",
    name: { givenName: "émile" },
    emails: [{ value: "É" }],
  },
];

beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
  const { id: spaceId } = await aSpace(store);
  const organizationId = await anOrganization(store, spaceId);
  directory = {
    id: newId("dir"),
    organizationId,
    connectionId: null,
    name: "Okta",
    provider: "okta",
    status: "observing",
    createdAt: longAgo,
    createdBy: null,
    activatedAt: null,
    lastRequestAt: null,
    alert: null,
    alertAt: null,
    revision: 1,
  };
  await store.directoriesOf(organizationId).insert(directory);
  for (const resource of resources) {
    const id = newId("dperson");
    kept.set(id, resource);
    await store.directoryPeopleOf(directory).insert({
      id,
      directoryId: directory.id,
      organizationId,
      userName: String(resource.userName),
      externalId: typeof resource.externalId === "string" ? resource.externalId : null,
      active: resource.active === true,
      resource,
      userId: null,
      state: "waiting",
      reason: null,
      isDue: false,
      isArriving: false,
      leftAt: null,
      createdAt: longAgo,
      updatedAt: longAgo,
      deletedAt: null,
      revision: 1,
    });
  }
});
afterAll(() => database.close());

const query = (filter: string, rest: Partial<ListQuery> = {}): ListQuery => ({
  filter: filter === "" ? null : parseFilter(userType, filter),
  sort: null,
  startIndex: 1,
  count: 100,
  selection: everything,
  ...rest,
});

async function found(filter: string): Promise<string[]> {
  const { rows, total } = await store.directoryPeopleOf(directory).list(query(filter));
  expect(total).toBe(rows.length);
  return rows.map(({ userName }) => userName).sort();
}

const expected = (filter: string) =>
  [...kept.values()]
    .filter((resource) => matches(parseFilter(userType, filter), resource))
    .map(({ userName }) => String(userName))
    .sort();

const path = fc.constantFrom(
  "userName",
  "externalId",
  "displayName",
  "title",
  "department",
  "name.givenName",
  "emails",
  "emails.value",
  "emails.type",
  "manager",
  "nickName",
);
const text = fc.constantFrom(
  "ann",
  "A",
  "a",
  "frank",
  "fran\u212a",
  "work",
  "%",
  "_",
  "É",
  "é",
  "'",
  '"',
  "\\",
  "",
  "x",
);
const comparison = fc
  .tuple(path, fc.constantFrom("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"), text)
  .map(([name, operator, value]) => `${name} ${operator} ${JSON.stringify(value)}`);
const term = fc.oneof(
  comparison,
  path.map((name) => `${name} pr`),
  path.map((name) => `${name} eq null`),
  fc.constantFrom("active eq true", 'active ne "False"', "emails.primary eq true", 'emails[type eq "work"]'),
  fc
    .tuple(fc.constantFrom("value", "type"), fc.constantFrom("eq", "ne", "co", "sw"), text)
    .map(([part, operator, value]) => `emails[${part} ${operator} ${JSON.stringify(value)} and type pr]`),
  text.map((value) => `emails[type eq "work"].value eq ${JSON.stringify(value)}`),
);
const { filter: anyFilter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    term,
    fc
      .tuple(tie("filter"), fc.constantFrom("and", "or"), tie("filter"))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie("filter").map((inner) => `not (${inner})`),
  ),
}));

test("a filter finds the same people in the database as in memory", async () => {
  await fc.assert(
    fc.asyncProperty(anyFilter, async (filter) => {
      expect({ filter, found: await found(filter) }).toEqual({ filter, found: expected(filter) });
    }),
    { numRuns: 250 },
  );
});

test("what a filter contains is a value, never a part of the statement", async () => {
  const injected = JSON.stringify("' or 1=1; drop table directory_people; --");
  expect(await found(`userName eq ${injected}`)).toEqual([]);
  expect(await found(`emails[value co ${injected}]`)).toEqual([]);
  expect(await found("userName pr")).toHaveLength(resources.length);
});

test("lists are sorted without regard to case, absent values last, and paged", async () => {
  const people = store.directoryPeopleOf(directory);
  const names = async (by: string, descending: boolean, rest: Partial<ListQuery> = {}) => {
    const [attribute, sub] = by.split(".");
    const named = [...userType.core.attributes].find(({ name }) => name === attribute);
    if (!named) throw new Error(by);
    const part = named.subAttributes?.find(({ name }) => name === sub) ?? null;
    const sort = { path: { attribute: named, sub: part }, descending };
    return (await people.list(query("", { sort, ...rest }))).rows.map(({ userName }) => userName);
  };
  expect(await names("userName", false)).toEqual(["ann@acme.example", "Bo", "frank", "fran\u212a", "émile"]);
  expect(await names("userName", true, { count: 2 })).toEqual(["émile", "fran\u212a"]);
  expect(await names("userName", false, { startIndex: 3, count: 1 })).toEqual(["frank"]);
  expect((await names("displayName", false)).at(-1)).toBe("frank");
  expect((await names("emails.value", false))[0]).toBe("ann@acme.example");
});

test("the directory of another organization finds nobody", async () => {
  const other = { ...directory, organizationId: "org_other" };
  const { rows, total } = await store.directoryPeopleOf(other).list(query(""));
  expect({ rows, total }).toEqual({ rows: [], total: 0 });
});
