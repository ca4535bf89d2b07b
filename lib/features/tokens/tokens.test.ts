import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import {
  aConnection,
  aConnectionOf,
  aMember,
  anOrganization,
  aSpace,
  aVerifiedDomain,
} from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { updatePerson } from "@/lib/features/people/update-person";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { authenticateToken } from "./authenticate-token";
import { createIntegrationToken, createPersonalToken } from "./create-token";
import { listOwnTokens, listTokens } from "./list-tokens";
import { revokeToken } from "./revoke-token";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
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
  space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  admin = await contextAs(deps, space, userId);
});

const input = { name: "Nightly import", scopes: ["people:read" as const], expiresAt: null };
async function personal(ctx = admin, over = {}) {
  const created = await createPersonalToken(deps, ctx, { ...input, ...over });
  if (!created.ok) throw new Error(created.problem.code);
  return created.value;
}
const enter = (token: string) => authenticateToken(deps, token, null);

describe("a personal token", () => {
  test("acts as its person, is stored as a digest only and shown by its first characters", async () => {
    const { token, id, prefix } = await personal();
    expect(token).toMatch(/^ghp_[\w-]{43}$/);
    expect(prefix).toBe(token.slice(0, 10));
    expect(await enter(token)).toMatchObject({
      outcome: "authenticated",
      ctx: { via: "token", user: { id: admin.user?.id }, space: { id: space.id }, sessionId: null },
    });
    const kept = await deps.store.tokensOf(space.id).byId(id);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(kept?.lastUsedAt).toEqual(clock.now());
  });

  test("is refused with the reason if it is dead", async () => {
    const { token, id } = await personal(admin, { expiresAt: new Date(clock.now().getTime() + 60_000) });
    clock.forward(60);
    expect(await enter(token)).toMatchObject({
      code: "token_expired",
      message: expect.stringContaining("expired at"),
    });
    const second = await personal();
    await revokeToken(deps, admin, second.id, "own");
    expect(await enter(second.token)).toMatchObject({ code: "token_revoked" });
    const third = await personal();
    await deps.store.tokensOf(space.id).endAll("sso_activated", "Acme Okta", clock.now());
    expect(await enter(third.token)).toMatchObject({
      code: "token_ended_by_activation",
      message: expect.stringContaining("activation of the single sign-on connection “Acme Okta”"),
    });
    const states = (await listOwnTokens(deps, admin, {})).rows.map((row) => [row.id, row.state]);
    expect(Object.fromEntries(states)).toEqual({
      [id]: "expired",
      [second.id]: "revoked",
      [third.id]: "sso_activated",
    });
  });

  test("dies with its owner's membership and stays dead afterwards", async () => {
    const { userId } = await aMember(deps.store, space.id, { role: "editor", licence: "editor" });
    const { token } = await personal(await contextAs(deps, space, userId));
    expect((await enter(token)).outcome).toBe("authenticated");
    await updatePerson(deps, admin, userId, { status: "deactivated" });
    expect(await enter(token)).toMatchObject({ code: "token_owner_deactivated" });
    await updatePerson(deps, admin, userId, { status: "active" });
    expect(await enter(token)).toMatchObject({ code: "token_owner_deactivated" });
  });

  test("created in a session of single sign-on does not grow with its person; created after a password it does", async () => {
    const { userId } = await aMember(deps.store, space.id, {}, { email: "ann@acme.example" });
    const ann = await contextAs(deps, space, userId);
    const afterPassword = await personal(ann);
    const organizationId = await anOrganization(deps.store, space.id);
    await aVerifiedDomain(deps.store, organizationId, "acme.example");
    const connection = await aConnection(deps.store, organizationId);
    await deps.store.sessions.admit(ann.sessionId ?? "", {
      spaceId: space.id,
      way: "connection",
      connectionId: connection.id,
      providerSession: null,
      admittedAt: clock.now(),
    });
    const throughProvider = await personal(ann);
    const roleOf = async (token: string) => {
      const known = await enter(token);
      return known.outcome === "authenticated" ? [known.ctx.role, known.ctx.membership?.role] : known.code;
    };
    expect(await roleOf(throughProvider.token)).toEqual(["reader", "reader"]);
    await updatePerson(deps, admin, userId, { role: "admin" });
    expect(await roleOf(throughProvider.token)).toEqual(["reader", "reader"]);
    expect(await roleOf(afterPassword.token)).toEqual(["admin", "admin"]);
    // Nor for a space that has not admitted the session.
    const other = await aSpace(deps.store);
    const elsewhere = { ...(await contextAs(deps, space, userId)), space: other };
    expect(await createPersonalToken(deps, elsewhere, input)).toMatchObject({
      problem: { code: "address_not_proven" },
    });
  });

  test("cannot be created by a token, nor in a session that does not prove the address", async () => {
    const byToken = { ...admin, sessionId: null, via: "token" as const };
    expect(await createPersonalToken(deps, byToken, input)).toMatchObject({
      problem: { code: "session_needed" },
    });
    await deps.store.sessions.admit(admin.sessionId ?? "", {
      spaceId: space.id,
      way: "connection",
      connectionId: await aConnectionOf(deps.store, (await aSpace(deps.store)).id),
      providerSession: null,
      admittedAt: clock.now(),
    });
    expect(await createPersonalToken(deps, admin, input)).toMatchObject({
      problem: { code: "address_not_proven" },
    });
  });
});

describe("an integration token", () => {
  const make = (over = {}, maker: Parameters<typeof createIntegrationToken>[3] = null) =>
    createIntegrationToken(deps, admin, { ...input, account: "HR import", ...over }, maker);

  test("acts as an account, which is created once", async () => {
    const first = await make();
    const second = await make({ name: "Another" });
    if (!first.ok || !second.ok) throw new Error("refused");
    expect(first.value.token).toMatch(/^ghi_/);
    expect(second.value.owner).toEqual(first.value.owner);
    expect(await enter(first.value.token)).toMatchObject({
      ctx: { user: null, membership: null, actor: { kind: "account", name: "HR import" } },
    });
    expect(await auditedActions(deps, space.id)).toEqual([
      "account.created",
      "token.created",
      "token.created",
    ]);
  });

  test("created by another token gets no more than that one has", async () => {
    const { value: maker } = (await make({ expiresAt: new Date(clock.now().getTime() + 1000) })) as {
      value: { id: string };
    };
    const token = await deps.store.tokensOf(space.id).byId(maker.id);
    expect(await make({ scopes: ["people:read", "audit:read"] }, token)).toMatchObject({
      problem: { code: "scope_beyond_maker" },
    });
    expect(await make({}, token)).toMatchObject({ problem: { code: "expiry_beyond_maker" } });
    expect(await make({ expiresAt: token?.expiresAt }, token)).toMatchObject({ ok: true });
  });

  test("is refused if it would have expired already", async () => {
    expect(await make({ expiresAt: clock.now() })).toMatchObject({
      problem: { code: "expiry_past", field: "expiresAt" },
    });
  });
});

test("another space's token is neither seen nor revoked, and nobody revokes another person's as their own", async () => {
  const { id } = await personal();
  const other = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, other.id, { role: "admin", licence: "admin" });
  const stranger = await contextAs(deps, other, userId);
  expect(await revokeToken(deps, stranger, id, "space")).toMatchObject({ problem: { kind: "not_found" } });
  expect((await listTokens(deps, stranger, {})).total).toBe(0);
  const colleague = await aMember(deps.store, space.id);
  expect(await revokeToken(deps, await contextAs(deps, space, colleague.userId), id, "own")).toMatchObject({
    problem: { kind: "not_found" },
  });
  expect(await revokeToken(deps, admin, id, "space")).toMatchObject({ ok: true });
  expect(await revokeToken(deps, admin, id, "space")).toMatchObject({ problem: { code: "token_ended" } });
});

test("an invalid token is refused before any database query", async () => {
  expect(await enter("hunter2")).toMatchObject({ code: "token_malformed" });
  expect(await enter(`ghp_${"A".repeat(43)}`)).toMatchObject({ code: "token_unknown" });
});
