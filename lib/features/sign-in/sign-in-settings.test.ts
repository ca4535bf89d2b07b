import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { disableImpact } from "@/lib/features/connections/disable-impact";
import { setPasswordSignIn } from "@/lib/features/passwords/set-password-sign-in";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readSignInSettings, setPasswordRules } from "./sign-in-settings";

const day = 24 * 3600;
let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let admin: Context;
let organizationId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  space = await aSpace(deps.store);
  organizationId = await anOrganization(deps.store, space.id);
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  admin = await contextAs(deps, space, userId);
});

async function anItAdministrator(lastPasswordSignInAt: Date | null = deps.now()) {
  return aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin", isItAdministrator: true },
    { email: "it@orchard.example", passwordHash: "x", lastPasswordSignInAt },
  );
}
async function aButton(name: string, status: "active" | "disabled" = "active", position = 0) {
  const connection = await aConnection(deps.store, organizationId, { name });
  const option = await anOption(deps.store, space.id, connection.id, { status, position });
  return { connectionId: connection.id, optionId: option.id };
}
const enforce = (ctx = admin) => setPasswordSignIn(deps, ctx, "it_administrators_only");
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });
const policy = async () => (await deps.store.spaces.byId(space.id))?.passwordSignIn;

describe("letting only IT administrators use a password", () => {
  test("needs an active connection", async () => {
    await anItAdministrator();
    expect(await enforce()).toEqual(problem("no_active_connection"));
    await aButton("Okta", "disabled");
    expect(await enforce()).toEqual(problem("no_active_connection"));
    expect(await policy()).toBe("allowed");
  });

  test("needs an IT administrator whose password was used in the last thirty days", async () => {
    await aButton("Okta");
    expect(await enforce()).toEqual(problem("no_way_back"));
    await anItAdministrator();
    clock.forward(30 * day + 1);
    expect(await enforce()).toEqual(problem("no_way_back"));
    expect(await policy()).toBe("allowed");
  });

  test("needs the plan", async () => {
    const unplanned = { ...admin, space: { ...space, ssoSubscribed: false } };
    expect(await enforce(unplanned)).toEqual(problem("not_subscribed"));
  });

  test("is audited with author and time, reported to the other administrators, and done once", async () => {
    await aButton("Okta");
    await anItAdministrator();
    expect(await enforce()).toMatchObject({ ok: true, value: { changed: true } });
    expect(await enforce()).toMatchObject({ ok: true, value: { changed: false } });
    expect(await policy()).toBe("it_administrators_only");
    expect(await auditedActions(deps, space.id)).toEqual(["space.password_sign_in_changed"]);
    const { rows } = await deps.store.outbox.page({});
    expect(rows.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ["it@orchard.example", "Orchard: single sign-on is now enforced"],
    ]);
    expect(await readSignInSettings(deps, admin)).toMatchObject({
      lastChange: { by: "Ann Apple", at: deps.now().toISOString() },
      problem: null,
    });
  });

  test("can be undone without any condition", async () => {
    await aButton("Okta");
    await anItAdministrator();
    await enforce();
    clock.forward(365 * day);
    expect(await setPasswordSignIn(deps, admin, "allowed")).toMatchObject({ ok: true });
    expect(await policy()).toBe("allowed");
  });
});

test("the settings show whom it affects and which administrator has proved emergency access", async () => {
  await aButton("Okta");
  const it = await anItAdministrator();
  await aMember(deps.store, space.id, {}, { passwordHash: "x" });
  await aMember(deps.store, space.id);
  const settings = await readSignInSettings(deps, admin);
  expect(settings?.people).toEqual({
    losePassword: 1,
    active: 4,
    withPassword: 2,
    ssoOnly: 0,
    withoutTwoFactor: 4,
    throughConnections: 0,
    neverConnected: 3,
  });
  expect(settings?.administrators.find(({ id }) => id === it.userId)).toMatchObject({
    isItAdministrator: true,
    proved: true,
  });
  expect(settings?.administrators.find(({ id }) => id === admin.user?.id)?.proved).toBe(false);
});

test("disabling counts who can still sign in, and whom it locks out while single sign-on is required", async () => {
  const only = await aButton("Okta");
  await anItAdministrator();
  const impact = (there = space) => disableImpact(deps, { space: there }, only.connectionId);
  expect(await impact()).toMatchObject({ name: "Okta", others: [], withPassword: 1, lockedOut: 0 });
  await enforce();
  const enforced = { ...space, passwordSignIn: "it_administrators_only" as const };
  expect(await impact(enforced)).toMatchObject({ onlyItAdministrators: true, withPassword: 1, lockedOut: 1 });
  await aButton("Entra");
  expect(await impact(enforced)).toMatchObject({ others: ["Entra"], lockedOut: 0 });
  const elsewhere = await aSpace(deps.store, { slug: "elsewhere" });
  expect(await impact(elsewhere)).toBeNull();
});

test("password rules are saved with what changed, and nothing is written if nothing did", async () => {
  const rules = { twoFactorRequired: true, passwordMaxAgeDays: 90 };
  await setPasswordRules(deps, admin, rules);
  await setPasswordRules(deps, admin, rules);
  expect(await deps.store.spaces.byId(space.id)).toMatchObject(rules);
  expect(await auditedActions(deps, space.id)).toEqual(["space.password_rules_changed"]);
});
