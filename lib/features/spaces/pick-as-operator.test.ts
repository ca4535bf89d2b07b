import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Dependencies } from "@/lib/ports/dependencies";
import { pickSpaces, pickTeams } from "./pick-as-operator";

let database: TestDatabase;
let deps: Dependencies;
beforeAll(async () => {
  database = await openTestDatabase();
  deps = testDependencies(database);
});
afterAll(() => database.close());

test("spaces are found by name, slug and external ID; what is left out is counted", async () => {
  for (let n = 1; n <= 25; n += 1)
    await aSpace(deps.store, { slug: `customer-${n}`, name: `Customer ${n}`, externalId: `crm-${n * 1000}` });
  const first = await pickSpaces(deps, "", "id");
  expect(first.options).toHaveLength(20);
  expect(first.more).toBe(5);
  const [found, ...others] = (await pickSpaces(deps, "crm-7000", "slug")).options;
  expect(others).toEqual([]);
  expect(found).toEqual({ value: "customer-7", label: "Customer 7", detail: "customer-7" });
  expect(await pickSpaces(deps, "customer_7", "slug")).toEqual({ options: [], more: 0 });
});

test("teams are those of the one space", async () => {
  const [acme, other] = [await aSpace(deps.store), await aSpace(deps.store)];
  for (const [space, name] of [
    [acme, "Finance"],
    [acme, "Sales"],
    [other, "Finance of others"],
  ] as const)
    await deps.store.teamsOf(space.id).insert({
      id: deps.secrets.id("team"),
      spaceId: space.id,
      name,
      defaultRole: null,
      createdAt: deps.now(),
    });
  expect((await pickTeams(deps, "", acme.id)).options.map(({ label }) => label)).toEqual([
    "Finance",
    "Sales",
  ]);
  expect((await pickTeams(deps, "fin", acme.id)).options.map(({ label }) => label)).toEqual(["Finance"]);
  expect(await pickTeams(deps, "", "space_none")).toEqual({ options: [], more: 0 });
});
