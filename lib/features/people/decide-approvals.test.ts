import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { value } from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { decideApprovals } from "./decide-approvals";
import { updatePerson } from "./update-person";

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
  const space = await aSpace(deps.store, { name: "Orchard", seats: { editor: 1 } });
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  admin = await contextAs(deps, space, userId);
});

async function waiting(role: "reader" | "editor" = "reader", spaceId = admin.space.id): Promise<string> {
  const { userId } = await aMember(deps.store, spaceId, {
    role,
    status: "pending",
    licence: null,
    origin: "sso",
  });
  return userId;
}
const decide = (userIds: string[], decision: "approve" | "reject", role: "editor" | null = null) =>
  decideApprovals(deps, admin, { userIds, decision, role });
const member = (userId: string) => deps.store.membershipsOf(admin.space.id).byUser(userId);

test("approves several at once, each with a licence, a message and an event", async () => {
  const people = [await waiting(), await waiting()];
  expect(value(await decide(people, "approve"))).toEqual({ decided: 2, passedOver: 0, withoutLicence: [] });
  expect(await member(people[0] ?? "")).toMatchObject({ status: "active", licence: "reader", origin: "sso" });
  expect(await auditedActions(deps, admin.space.id)).toEqual(["user.approved", "user.approved"]);
  expect((await deps.store.outbox.page({})).rows.map(({ subject }) => subject)).toEqual([
    "You have access to Orchard",
    "You have access to Orchard",
  ]);
});

test("gives another role on request, which then counts as given by hand", async () => {
  const person = await waiting();
  value(await decide([person], "approve", "editor"));
  expect(await member(person)).toMatchObject({ role: "editor", licence: "editor", roleSource: "manual" });
});

test("gives licences in the order of the list; the rest keep waiting", async () => {
  const [first, second] = [await waiting("editor"), await waiting("editor")];
  const outcome = value(await decide([first, second], "approve"));
  expect(outcome).toMatchObject({ decided: 1, withoutLicence: [expect.stringContaining("@")] });
  expect(await member(second)).toMatchObject({ status: "pending", licence: null });
});

test("two administrators at once do not share the last licence", async () => {
  const [first, second] = [await waiting("editor"), await waiting("editor")];
  const results = await Promise.all([decide([first], "approve"), decide([second], "approve")]);
  expect(results.map((result) => value(result).decided).toSorted()).toEqual([0, 1]);
});

test("rejects: no licence, a message, and permanently off the list", async () => {
  const person = await waiting();
  value(await decide([person], "reject"));
  expect(await member(person)).toMatchObject({ status: "deactivated", licence: null });
  expect(await auditedActions(deps, admin.space.id)).toEqual(["user.rejected"]);
  expect((await deps.store.outbox.page({})).rows).toMatchObject([
    { subject: "Your access to Orchard was not approved" },
  ]);
  // A second decision finds nobody waiting and writes to nobody.
  expect(value(await decide([person], "approve"))).toMatchObject({ decided: 0, passedOver: 1 });
  expect((await deps.store.outbox.page({})).total).toBe(1);
});

test("skips people of another space, whoever names them", async () => {
  const elsewhere = await aSpace(deps.store);
  const person = await waiting("reader", elsewhere.id);
  expect(value(await decide([person], "approve"))).toMatchObject({ decided: 0, passedOver: 1 });
  expect(await deps.store.membershipsOf(elsewhere.id).byUser(person)).toMatchObject({ status: "pending" });
});

test("an empty choice is refused at the list", async () => {
  expect(await decide([], "approve")).toMatchObject({ problem: { code: "nobody_chosen", field: "userIds" } });
});

test("a decision on the person's own card notifies them too", async () => {
  const person = await waiting();
  value(await updatePerson(deps, admin, person, { status: "active" }));
  expect((await deps.store.outbox.page({})).rows).toMatchObject([{ subject: "You have access to Orchard" }]);
});
