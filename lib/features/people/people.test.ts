import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { ownPassword, ownPasswordHash } from "@/lib/features/testing/password-world";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UpdateUser } from "@/lib/schemas/user";
import { addPerson } from "./add-person";
import { findPerson, readPersonCard } from "./list-people";
import { updatePerson } from "./update-person";

let database: TestDatabase;
let deps: Dependencies;
let space: Space;
let admin: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  space = await aSpace(deps.store, { name: "Orchard", seats: { editor: 1 } });
  const { userId } = await aMember(deps.store, space.id, {
    role: "admin",
    licence: "admin",
    isItAdministrator: true,
  });
  admin = await contextAs(deps, space, userId);
});

const bob = {
  email: "bob@orchard.example",
  firstName: "Bob",
  lastName: "",
  role: "reader" as const,
  isItAdministrator: false,
};
const add = (over = {}, ctx = admin) =>
  addPerson(deps, ctx, { ...bob, ...over }, { origin: "manual", welcome: true });
const change = (userId: string, input: UpdateUser) => updatePerson(deps, admin, userId, input);
const self = () => admin.user?.id ?? "";
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

describe("adding a person by hand", () => {
  test("creates the user, the membership, the message and the event together", async () => {
    expect(await add()).toMatchObject({
      ok: true,
      value: { email: bob.email, role: "reader", licence: "reader", origin: "manual" },
    });
    expect(await auditedActions(deps, space.id)).toEqual(["user.added"]);
    const [message] = (await deps.store.outbox.page({})).rows;
    expect(message).toMatchObject({ recipient: bob.email, subject: "You have been added to Orchard" });
    expect(message?.body).toContain(`http://localhost:3000/${space.slug}/login`);
  });

  test("gives an existing user a membership, and changes nothing else about them", async () => {
    const elsewhere = await aSpace(deps.store);
    const known = await aMember(deps.store, elsewhere.id, {}, { email: bob.email, firstName: "Robert" });
    const organizationId = await anOrganization(deps.store, space.id);
    await aVerifiedDomain(deps.store, organizationId, "orchard.example");
    expect(await add()).toMatchObject({
      ok: true,
      value: { id: known.userId, firstName: "Robert", status: "active" },
    });
    expect(await add()).toEqual(problem("already_member"));
  });

  test("of two at once only one gets the last licence", async () => {
    const results = await Promise.all([
      add({ role: "editor" }),
      add({ role: "editor", email: "eve@orchard.example" }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(problem("no_licence"));
    expect((await deps.store.outbox.page({})).total).toBe(1);
  });

  test("refuses an IT administrator who is no administrator", async () => {
    expect(await add({ isItAdministrator: true })).toEqual(problem("it_administrator_must_be_admin"));
  });
});

describe("the last ones of their kind", () => {
  test("administrator and IT administrator stay, whatever would remove them", async () => {
    expect(await change(self(), { role: "reader" })).toEqual(problem("last_administrator"));
    const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
    expect(await change(self(), { role: "reader" })).toEqual(problem("last_it_administrator"));
    expect(await change(self(), { isItAdministrator: false })).toEqual(problem("last_it_administrator"));
    expect(await change(userId, { isItAdministrator: true })).toMatchObject({ ok: true });
    expect(await change(self(), { isItAdministrator: false })).toMatchObject({ ok: true });
  });

  test("two administrators who demote each other at once leave one", async () => {
    const { userId } = await aMember(deps.store, space.id, {
      role: "admin",
      licence: "admin",
      isItAdministrator: true,
    });
    const other = await contextAs(deps, space, userId);
    const results = await Promise.all([
      change(userId, { role: "reader" }),
      updatePerson(deps, other, self(), { role: "reader" }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await deps.store.membershipsOf(space.id).administrators()).toHaveLength(1);
  });

  test("nobody deactivates themselves", async () => {
    await aMember(deps.store, space.id, { role: "admin", licence: "admin", isItAdministrator: true });
    expect(await change(self(), { status: "deactivated" })).toEqual(problem("cannot_deactivate_self"));
  });
});

describe("deactivation", () => {
  test("ends the person's sessions here, leaves those of other spaces, and is audited", async () => {
    const { userId } = await aMember(deps.store, space.id);
    const ctx = await contextAs(deps, space, userId);
    const elsewhere = await aSpace(deps.store);
    await deps.store.sessions.admit(ctx.sessionId ?? "", {
      spaceId: elsewhere.id,
      way: "password",
      connectionId: null,
      providerSession: null,
      admittedAt: deps.now(),
    });
    expect(await change(userId, { status: "deactivated" })).toMatchObject({
      value: { status: "deactivated", licence: null },
    });
    const session = await deps.store.sessions.byId(ctx.sessionId ?? "");
    expect(session?.endedAt).toBeNull();
    expect(session?.spaces.map((entry) => entry.spaceId)).toEqual([elsewhere.id]);
    expect(await deps.store.auditOf(space.id).after(0, 10)).toMatchObject([
      { action: "access.ended", details: { cause: "deactivated", sessions: 1, personalTokens: 0 } },
      { action: "user.deactivated", details: { sessionsEnded: 1, tokensEnded: 0 } },
    ]);
  });
});

describe("name and address", () => {
  test("can be changed by the space for its own people, and a new address drops every proof of the old one", async () => {
    const { userId } = await aMember(
      deps.store,
      space.id,
      {},
      { passwordHash: "argon2", passwordChangedAt: deps.now() },
    );
    const { sessionId } = await contextAs(deps, space, userId);
    const moved = await change(userId, { email: "ann@meadow.example", firstName: "Anna" });
    expect(moved).toMatchObject({
      ok: true,
      value: { email: "ann@meadow.example", firstName: "Anna", hasPassword: false },
    });
    expect((await deps.store.sessions.byId(sessionId ?? ""))?.endedReason).toBe("address_changed");
  });

  test("cannot be changed by the space for people who belong to other spaces too", async () => {
    const { userId } = await aMember(deps.store, space.id);
    const elsewhere = await aSpace(deps.store);
    await deps.store.membershipsOf(elsewhere.id).insert({
      ...(await aMember(deps.store, elsewhere.id)),
      userId,
    });
    expect(await change(userId, { email: "mine@evil.example" })).toEqual(problem("person_not_owned"));
    expect(await readPersonCard(deps, admin, userId)).toMatchObject({ detailsEditable: false });
  });

  test("a taken address is refused, and nothing else of the change happens", async () => {
    const first = await aMember(deps.store, space.id, {}, { email: "taken@orchard.example" });
    const { userId } = await aMember(deps.store, space.id);
    expect(await change(userId, { role: "editor", email: "taken@orchard.example" })).toEqual(
      problem("address_taken"),
    );
    expect(await findPerson(deps, admin, userId)).toMatchObject({ role: "reader" });
    expect(first.userId).not.toBe(userId);
  });
});

test("a person of another space is not found", async () => {
  const elsewhere = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, elsewhere.id);
  expect(await change(userId, { role: "admin" })).toEqual(problem("user_not_found"));
  expect(await findPerson(deps, admin, userId)).toBeNull();
  expect(await readPersonCard(deps, admin, userId)).toBeNull();
});

test("one's own address changes only with one's own password, and by no token", async () => {
  await deps.store.users.update(self(), { passwordHash: await ownPasswordHash() });
  const email = "new@orchard.example";
  const own = (input: object, ctx: Context = admin) => updatePerson(deps, ctx, self(), { email, ...input });
  expect(await own({})).toMatchObject(problem("current_password_wrong"));
  expect(await own({ currentPassword: "not mine" })).toMatchObject(problem("current_password_wrong"));
  const program: Context = { ...admin, via: "token", sessionId: null };
  expect(await own({ currentPassword: ownPassword }, program)).toMatchObject(problem("session_needed"));
  expect(await updatePerson(deps, admin, self(), { firstName: "Robin" })).toMatchObject({ ok: true });
  expect(await own({ currentPassword: ownPassword })).toMatchObject({ ok: true, value: { email } });

  const second = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  const ctx = await contextAs(deps, space, second.userId);
  expect(await updatePerson(deps, ctx, second.userId, { email: "second@orchard.example" })).toMatchObject(
    problem("first_password_by_mail"),
  );
});
