import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { value } from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { processorClock } from "@/lib/protocols/saml/testing/processor-time";
import { importPeople, previewImport } from "./import-people";
import { createTeam } from "./save-team";

let database: TestDatabase;
let deps: Dependencies;
let admin: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  const space = await aSpace(deps.store, { seats: { editor: 1 } });
  const { userId } = await aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { email: "admin@orchard.example" },
  );
  admin = await contextAs(deps, space, userId);
});

const people = () => deps.store.membershipsOf(admin.space.id).page({ sort: "email", pageSize: 200 });

test("the preview counts and changes nothing; the import does what the preview announced", async () => {
  const elsewhere = await aSpace(deps.store);
  await aMember(deps.store, elsewhere.id, {}, { email: "known@orchard.example", firstName: "Kim" });
  const organizationId = await anOrganization(deps.store, admin.space.id);
  await aVerifiedDomain(deps.store, organizationId, "orchard.example");
  const text = [
    "email;first name;role;team",
    "new@orchard.example;Nia;editor;Sales|Support",
    "known@orchard.example;Somebody else;;Sales",
    "admin@orchard.example;;reader;Sales",
    "broken;;;",
  ].join("\r\n");
  const plan = value(await previewImport(deps, admin, text));
  expect(plan).toMatchObject({
    added: 2,
    known: 1,
    existing: 1,
    perRole: { reader: 1, editor: 1, admin: 0 },
    newTeams: ["Sales", "Support"],
    errors: [{ line: 5 }],
    missingSeats: [],
  });
  expect((await people()).total).toBe(1);

  expect(value(await importPeople(deps, admin, { text, welcome: false }))).toEqual(plan);
  const rows = (await people()).rows;
  expect(rows.map(({ user, role, origin, licence }) => [user.email, role, origin, licence])).toEqual([
    ["admin@orchard.example", "admin", "manual", "admin"],
    ["known@orchard.example", "reader", "csv", "reader"],
    ["new@orchard.example", "editor", "csv", "editor"],
  ]);
  // No space may rename a person by importing them.
  expect(rows[1]?.user.firstName).toBe("Kim");
  const teams = (await deps.store.teamsOf(admin.space.id).page({})).rows;
  expect(teams.map(({ name, members }) => [name, members])).toEqual([
    ["Sales", 3],
    ["Support", 1],
  ]);
  expect(await auditedActions(deps, admin.space.id)).toEqual(["people.imported"]);
  expect((await deps.store.outbox.page({})).total).toBe(0);

  // A second try adds nobody.
  expect(value(await importPeople(deps, admin, { text, welcome: true }))).toMatchObject({
    added: 0,
    existing: 3,
  });
  expect((await deps.store.outbox.page({})).total).toBe(0);
});

test("mails the people only on request", async () => {
  value(await importPeople(deps, admin, { text: "email\nnew@orchard.example", welcome: true }));
  expect((await deps.store.outbox.page({})).rows).toMatchObject([{ recipient: "new@orchard.example" }]);
});

test("is refused as a whole if licences do not suffice, even if two imports run at once", async () => {
  const two = "email,role\na@orchard.example,editor\nb@orchard.example,editor";
  expect(value(await previewImport(deps, admin, two)).missingSeats).toEqual([
    { role: "editor", wanted: 2, free: 1 },
  ]);
  expect(await importPeople(deps, admin, { text: two, welcome: false })).toMatchObject({
    problem: { code: "no_licence" },
  });
  expect((await people()).total).toBe(1);
  const one = (name: string) =>
    importPeople(deps, admin, { text: `email,role\n${name}@orchard.example,editor`, welcome: false });
  const results = await Promise.all([one("a"), one("b")]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("a person without a role gets the highest default role of their teams", async () => {
  value(await createTeam(deps, admin, { name: "Writers", defaultRole: "editor" }));
  const text = "email,team\na@orchard.example,writers";
  expect(value(await previewImport(deps, admin, text))).toMatchObject({
    perRole: { editor: 1 },
    newTeams: [],
  });
});

test("an unreadable file is refused at its field", async () => {
  expect(await previewImport(deps, admin, 'email\n"open')).toMatchObject({
    problem: { code: "file_unreadable", field: "text" },
  });
});

test("imports 20,000 people within a minute, each once", async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `p${i}@orchard.example,First,Last ${i},,Team ${i % 7}`,
  );
  const text = ["email,first name,last name,role,team", ...rows].join("\n");
  const organizationId = await anOrganization(deps.store, admin.space.id);
  await aVerifiedDomain(deps.store, organizationId, "orchard.example");
  const started = processorClock();
  expect(value(await importPeople(deps, admin, { text, welcome: true }))).toMatchObject({ added: 20_000 });
  expect(processorClock() - started).toBeLessThan(60_000);
  expect((await people()).total).toBe(20_001);
  expect((await deps.store.teamsOf(admin.space.id).page({})).rows[0]?.members).toBe(2_858);
}, 120_000);
