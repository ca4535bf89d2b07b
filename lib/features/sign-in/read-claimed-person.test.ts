import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { anOrganization, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { anIdentity } from "@/lib/model/testing/admission-builders";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readClaimedPerson } from "./read-claimed-person";

let database: TestDatabase;
let deps: Dependencies;
const usual = { email: null, firstName: null, lastName: null, groups: null };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database, testClock());
});

async function anOrganizationWith(...domains: string[]): Promise<string> {
  const { id } = await aSpace(deps.store);
  const organizationId = await anOrganization(deps.store, id);
  for (const domain of domains) await aVerifiedDomain(deps.store, organizationId, domain);
  return organizationId;
}

async function addressOf(organizationId: string, ...email: string[]) {
  const read = await readClaimedPerson(
    deps.store,
    { organizationId },
    anIdentity({ subject: "s-1", attributes: { email } }),
    usual,
  );
  return read.ok ? read.person.email : read.refusal.code;
}

test("of several addresses the one in a domain of the connection's own organization counts", async () => {
  const ours = await anOrganizationWith("acme.example");
  await anOrganizationWith("globex.example");
  expect(await addressOf(ours, "ann@globex.example", "ann@acme.example")).toBe("ann@acme.example");
  expect(await addressOf(ours, "ann@globex.example", "ann@home.example")).toBe("several_emails");
  expect(await addressOf(ours, "ann@acme.example", "bob@acme.example")).toBe("several_emails");
  expect(await addressOf(ours, "ann@home.example")).toBe("ann@home.example");
});

test("more domains than anybody has are not looked up", async () => {
  const ours = await anOrganizationWith("acme.example");
  const many = Array.from({ length: 30 }, (_, index) => `ann@d${index}.example`);
  expect(await addressOf(ours, ...many, "ann@acme.example")).toBe("several_emails");
});
