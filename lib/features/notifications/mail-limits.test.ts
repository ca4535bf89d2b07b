import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import {
  aConnection,
  aMember,
  anOption,
  anOrganization,
  aSpace,
  aVerifiedDomain,
} from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { addPerson } from "@/lib/features/people/add-person";
import { importPeople } from "@/lib/features/people/import-people";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { contextAs } from "@/lib/features/testing/context-as";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { createUserBody } from "@/lib/schemas/user";

let database: TestDatabase;
let deps: Dependencies;
let clock: TestClock;
let admin: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  admin = await anAdmin("acme.example");
});

async function anAdmin(domain: string): Promise<Context> {
  const space = await aSpace(deps.store);
  await aVerifiedDomain(deps.store, await anOrganization(deps.store, space.id), domain);
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  return contextAs(deps, space, userId);
}
const add = (email: string, ctx = admin, firstName = "") =>
  addPerson(
    deps,
    ctx,
    { email, firstName, lastName: "", role: "reader", isItAdministrator: false },
    { origin: "manual", welcome: true },
  );
const limited = { ok: false, problem: { kind: "rate_limited", code: "too_many_messages" } };
const mails = async () => (await deps.store.outbox.page({})).total;

test("a space writes to fifty strangers an hour, one by one or by a file, and to its own people freely", async () => {
  for (let n = 0; n < 50; n++) expect(await add(`p${n}@else.example`)).toMatchObject({ ok: true });
  expect(await add("late@else.example")).toMatchObject(limited);
  expect(await add("late@else.example")).toMatchObject(limited);
  const file = { text: "email\nfile@else.example\n", welcome: true };
  expect(await importPeople(deps, admin, file)).toMatchObject(limited);
  expect(await mails()).toBe(50);
  expect(await add("own@acme.example")).toMatchObject({ ok: true });
  expect(await importPeople(deps, admin, { ...file, welcome: false })).toMatchObject({ ok: true });
  // Another space has its own count, and this one's ends after an hour.
  expect(await add("late@else.example", await anAdmin("other.example"))).toMatchObject({ ok: true });
  clock.forward(3601);
  expect(await add("late@else.example")).toMatchObject({ ok: true });
});

test("a person gets at most five mails a day, from any number of spaces", async () => {
  for (let n = 0; n < 5; n++)
    expect(await add("ann@else.example", await anAdmin(`d${n}.example`))).toMatchObject({ ok: true });
  const sixth = await anAdmin("d6.example");
  expect(await add("ann@else.example", sixth)).toMatchObject(limited);
  expect(await add("bob@else.example", sixth)).toMatchObject({ ok: true });
});

test("mailed setup links count, those that are only shown do not", async () => {
  const organization = await deps.store.organizationsOf(admin.space.id).own();
  const { id: connectionId } = await aConnection(deps.store, organization?.id ?? "");
  await anOption(deps.store, admin.space.id, connectionId);
  const link = {
    connectionId,
    scope: "connection",
    hours: 1,
    recipient: "it@else.example",
    note: null,
  } as const;
  for (let n = 0; n < 5; n++)
    expect(await createSetupLink(deps, admin, { ...link, send: true })).toMatchObject({ ok: true });
  expect(await createSetupLink(deps, admin, { ...link, send: true })).toMatchObject(limited);
  expect(await createSetupLink(deps, admin, { ...link, send: false })).toMatchObject({ ok: true });
});

test("a name that is a link is refused at its field, and a stored one is not used in greetings", async () => {
  const body = { email: "ann@else.example", firstName: "Win at evil.example", lastName: "Ann" };
  const parsed = createUserBody.safeParse(body);
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["firstName"]]);
  expect(createUserBody.safeParse({ ...body, firstName: "Ann" }).success).toBe(true);
  await add("ann@else.example", admin, "evil.example");
  await add("bea@else.example", admin, "Bea");
  const bodies = (await deps.store.outbox.page({})).rows.map(({ body }) => body).join("\n");
  expect(bodies).not.toContain("Hello evil.example");
  expect(bodies).toContain("Hello Bea,");
  const file = "email,first name\ncy@else.example,www.evil.example\ndee@else.example,Dee\n";
  expect(await importPeople(deps, admin, { text: file, welcome: true })).toMatchObject({
    value: { added: 1, errors: [{ line: 2 }] },
  });
});
