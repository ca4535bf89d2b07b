import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { spaceAccess } from "@/lib/features/sessions/space-access";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { ownPasswordHash, refusalOf, signedIn } from "@/lib/features/testing/password-world";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { addPerson } from "./add-person";
import { importPeople, previewImport } from "./import-people";
import { findPerson, findPersonByAddress, listPeople, readPersonCard } from "./list-people";
import { updatePerson } from "./update-person";

let database: TestDatabase;
let deps: Dependencies;
let clock: TestClock;
let home: Space;
let space: Space;
let admin: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  home = await aSpace(deps.store, { slug: "home" });
  space = await aSpace(deps.store, { slug: "curious", seats: { reader: 1 } });
  const organizationId = await anOrganization(deps.store, space.id);
  await aVerifiedDomain(deps.store, organizationId, "curious.example");
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  admin = await contextAs(deps, space, userId);
});

const ann = "ann@acme.example";
/** A person of another space with everything that could leak. */
const annAtHome = async () =>
  aMember(
    deps.store,
    home.id,
    {},
    {
      email: ann,
      firstName: "Annabel",
      lastName: "Canary",
      passwordHash: await ownPasswordHash(),
      ssoOnlyOrganizationId: null,
      lastSignInAt: clock.now(),
    },
  );
const add = (email = ann, role: "reader" | "editor" = "reader") =>
  addPerson(
    deps,
    admin,
    { email, firstName: "Typed", lastName: "", role, isItAdministrator: false },
    { origin: "manual", welcome: true },
  );
async function added(email = ann): Promise<string> {
  const person = await add(email);
  if (!person.ok) throw new Error(person.problem.code);
  return person.value.id;
}
const comparable = ({ id: _id, email: _email, ...rest }: { id: string; email: string }) => rest;

describe("somebody from outside the verified domains", () => {
  test("is invited, and looks the same everywhere whether they exist or not", async () => {
    await annAtHome();
    const known = await add(ann);
    await deps.store.spaces.update(space.id, { seats: {} });
    const unknown = await add("nobody@acme.example");
    if (!known.ok || !unknown.ok) throw new Error("refused");
    expect(known.value).toMatchObject({
      status: "invited",
      hasPassword: false,
      firstName: "",
      licence: "reader",
    });
    expect(comparable(known.value)).toEqual(comparable(unknown.value));
    const { id } = known.value;
    const views = [
      await findPerson(deps, admin, id),
      await findPersonByAddress(deps, admin, ann),
      await readPersonCard(deps, admin, id),
      await listPeople(deps, admin, {}),
    ];
    expect(JSON.stringify(views)).not.toMatch(/Canary|Annabel|"hasPassword":true/);
    expect((await listPeople(deps, admin, { search: "canary" })).total).toBe(0);
    expect((await listPeople(deps, admin, { search: "ann@" })).total).toBe(1);
    expect(
      (await listPeople(deps, admin, { signIn: "password" })).rows.map(({ email }) => email),
    ).not.toContain(ann);
    expect(await updatePerson(deps, admin, id, { firstName: "Mine" })).toMatchObject({
      problem: { code: "person_not_owned" },
    });
    expect(await updatePerson(deps, admin, unknown.value.id, { firstName: "Mine" })).toMatchObject({
      problem: { code: "person_not_owned" },
    });
    const log = (await deps.store.auditOf(space.id).after(0, 100)).map(({ details }) => details);
    expect(JSON.stringify(log)).not.toMatch(/Canary|newUser/);
  });

  test("somebody of a verified domain is a member at once", async () => {
    expect(await add("bob@curious.example")).toMatchObject({ value: { status: "active" } });
  });

  test("is not counted as existing by a file's preview, and is invited by its import", async () => {
    await annAtHome();
    await deps.store.spaces.update(space.id, { seats: {} });
    await aMember(deps.store, home.id, {}, { email: "cy@curious.example" });
    const text = `email\n${ann}\nnobody@acme.example\ncy@curious.example\n`;
    expect(await previewImport(deps, admin, text)).toMatchObject({ value: { added: 3, known: 1 } });
    await importPeople(deps, admin, { text, welcome: false });
    const { rows } = await listPeople(deps, admin, { sort: "email" });
    const status = Object.fromEntries(rows.map(({ email, status }) => [email, status]));
    expect(status).toMatchObject({
      [ann]: "invited",
      "nobody@acme.example": "invited",
      "cy@curious.example": "active",
    });
    expect(JSON.stringify(rows)).not.toContain("Canary");
  });

  test("stays invited after sign-ins elsewhere; signing in to this space accepts", async () => {
    await annAtHome();
    const id = await added();
    const before = await auditedActions(deps, space.id);
    await signedIn(deps, { spaceSlug: "home", address: "203.0.113.9" });
    await signedIn(deps, { spaceSlug: null, address: "203.0.113.9" });
    expect(await auditedActions(deps, space.id)).toEqual(before);
    expect(await findPerson(deps, admin, id)).toMatchObject({ status: "invited", lastSignInAt: null });

    const { sessionId } = await signedIn(deps, { spaceSlug: "curious" });
    expect(await findPerson(deps, admin, id)).toMatchObject({
      status: "active",
      firstName: "Annabel",
      hasPassword: true,
    });
    expect(await auditedActions(deps, space.id)).toContain("user.accepted");
    const session = await deps.store.sessions.byId(sessionId);
    expect(session?.spaces.map(({ spaceId }) => spaceId)).toContain(space.id);
    await signedIn(deps, { spaceSlug: "curious" });
    expect((await auditedActions(deps, space.id)).filter((one) => one === "user.accepted")).toHaveLength(1);
  });

  test("accepts at the common page too, if no other space admits them", async () => {
    const id = await added();
    await deps.store.users.update(id, { passwordHash: await ownPasswordHash() });
    expect(await refusalOf(deps)).toBeNull();
    expect(await findPerson(deps, admin, id)).toMatchObject({ status: "active" });
  });

  test("does not accept by a wrong password, nor by a session of another space", async () => {
    const { userId } = await annAtHome();
    const id = await added();
    expect(await refusalOf(deps, { spaceSlug: "curious", password: "not mine" })).not.toBeNull();
    const { sessionId } = await signedIn(deps, { spaceSlug: "home" });
    const session = await deps.store.sessions.byId(sessionId);
    const user = await deps.store.users.byId(userId);
    if (!session || !user) throw new Error("no session");
    expect(await spaceAccess(deps, "curious", { session, user }, null)).toMatchObject({
      state: "not_admitted",
    });
    expect(await findPerson(deps, admin, id)).toMatchObject({ status: "invited" });
  });

  test("cannot be made active, nor removed and reactivated, to see them", async () => {
    await annAtHome();
    const id = await added();
    expect(await updatePerson(deps, admin, id, { status: "active" })).toMatchObject({
      problem: { code: "not_accepted_yet", field: "status" },
    });
    expect(await updatePerson(deps, admin, id, { status: "deactivated" })).toMatchObject({
      value: { status: "deactivated", firstName: "", hasPassword: false },
    });
    expect(await updatePerson(deps, admin, id, { status: "active" })).toMatchObject({
      value: { status: "invited", firstName: "", hasPassword: false },
    });
    expect(await refusalOf(deps, { spaceSlug: "curious" })).toBeNull();
    // Once accepted, deactivation and reactivation work as usual.
    await updatePerson(deps, admin, id, { status: "deactivated" });
    expect(await updatePerson(deps, admin, id, { status: "active" })).toMatchObject({
      value: { status: "active", firstName: "Annabel" },
    });
  });

  test("has a licence from the invitation on, so that accepting never fails for lack of one", async () => {
    await annAtHome();
    await added();
    expect(await add("late@acme.example")).toMatchObject({ problem: { code: "no_licence" } });
    expect(await refusalOf(deps, { spaceSlug: "curious" })).toBeNull();
  });
});
