import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { contextAs } from "@/lib/features/testing/context-as";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { authenticateToken } from "./authenticate-token";
import { createIntegrationToken, createPersonalToken } from "./create-token";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let space: Space;
let admin: Context;
let token: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  space = await aSpace(deps.store);
  const { userId } = await aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { passwordHash: "x", passwordChangedAt: clock.now() },
  );
  admin = await contextAs(deps, space, userId);
  const input = { name: "mine", scopes: ["people:read" as const], expiresAt: null };
  const made = await createPersonalToken(deps, admin, input);
  if (!made.ok) throw new Error(made.problem.code);
  token = made.value.token;
});
const userId = () => admin.user?.id ?? "";
const requires = (rules: Partial<Pick<Space, "twoFactorRequired" | "passwordMaxAgeDays">>) =>
  deps.store.spaces.update(space.id, rules);
const openAction = async (text = token) => {
  const entered = await authenticateToken(deps, text, null);
  if (entered.outcome === "refused") throw new Error(entered.code);
  return entered.requiredAction;
};
async function linkedTo(status: "active" | "disabled") {
  const own = await deps.store.organizationsOf(space.id).own();
  const connection = await aConnection(deps.store, own?.id ?? (await anOrganization(deps.store, space.id)));
  await anOption(deps.store, space.id, connection.id, { status });
  const { id: connectionId, organizationId } = connection;
  const at = clock.now();
  const link = { issuer: "https://idp.example", subject: "ann", relinkAllowed: false };
  await deps.store.connectionsOf(organizationId).identities.insert({
    id: deps.secrets.id("link"),
    organizationId,
    connectionId,
    userId: userId(),
    ...link,
    firstUsedAt: at,
    lastUsedAt: at,
  });
}

test("nothing is required while the space requires nothing", async () => {
  expect(await openAction()).toBeNull();
});

test("required two-factor holds the token back until it is set up", async () => {
  await requires({ twoFactorRequired: true });
  expect(await openAction()).toBe("two_factor");
  await deps.store.users.update(userId(), { totpSealed: "sealed", totpEnabledAt: clock.now() });
  expect(await openAction()).toBeNull();
});

test("a password that is too old holds it back until it is changed", async () => {
  await requires({ passwordMaxAgeDays: 30 });
  expect(await openAction()).toBeNull();
  clock.forward(31 * 24 * 3600);
  expect(await openAction()).toBe("password_age");
  await deps.store.users.update(userId(), { passwordChangedAt: clock.now() });
  expect(await openAction()).toBeNull();
});

test("nothing is required of people of an active connection; a disabled one admits nobody", async () => {
  await requires({ twoFactorRequired: true });
  await linkedTo("disabled");
  expect(await openAction()).toBe("two_factor");
  await linkedTo("active");
  expect(await openAction()).toBeNull();
});

test("nor of people without a password, or without one that the space accepts", async () => {
  await requires({ twoFactorRequired: true });
  await deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
  expect(await openAction()).toBeNull();
  await deps.store.spaces.update(space.id, { passwordSignIn: "allowed" });
  expect(await openAction()).toBe("two_factor");
  await deps.store.users.update(userId(), { passwordHash: null });
  expect(await openAction()).toBeNull();
});

test("what another space requires holds nothing back here", async () => {
  const other = await aSpace(deps.store);
  await deps.store.spaces.update(other.id, { twoFactorRequired: true });
  expect(await openAction()).toBeNull();
});

test("nothing is required of an account", async () => {
  await requires({ twoFactorRequired: true });
  const input = { name: "build", account: "CI", scopes: [], expiresAt: null };
  const made = await createIntegrationToken(deps, admin, input);
  if (!made.ok) throw new Error(made.problem.code);
  expect(await openAction(made.value.token)).toBeNull();
});
