import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import {
  aConfiguration,
  aConnection,
  aConnectionOf,
  aMember,
  anOption,
  anOrganization,
  aSpace,
} from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { changePassword } from "@/lib/features/passwords/change-password";
import { landingPath } from "@/lib/features/sign-in/landing-path";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { annWithPassword, ownPassword, signedIn } from "@/lib/features/testing/password-world";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import { sessionIdleLimit, sessionLifetime } from "@/lib/model/sign-in/session-life";
import type { Dependencies } from "@/lib/ports/dependencies";
import { endOwnOtherSessions, endOwnSession, endSessionsOfMember, endSpaceSession } from "./end-sessions";
import { liveSession } from "./live-session";
import { openSession } from "./open-session";
import { providerLogoutOf } from "./provider-logout";
import { signOut } from "./sign-out";
import { spaceAccess } from "./space-access";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
});

const access = async (slug: string, sessionId: string | null) =>
  spaceAccess(deps, slug, sessionId ? await liveSession(deps, sessionId) : null, null);

const through = (spaceId: string, connectionId: string): SessionSpace => {
  return { spaceId, way: "connection", connectionId, providerSession: null, admittedAt: clock.now() };
};

describe("access to a space", () => {
  test("opens for an active member whom the space admitted", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    const { sessionId } = await signedIn(deps);
    expect(await access("acme", sessionId)).toMatchObject({
      state: "inside",
      ctx: { space: { id: space.id }, user: { id: userId }, sessionId, via: "session", requiredAction: null },
    });
  });

  test("stays closed for nobody, strangers, deactivated and waiting people, and unknown spaces", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    await aSpace(deps.store, { slug: "other" });
    const { sessionId } = await signedIn(deps);
    expect(await access("acme", null)).toMatchObject({ state: "signed_out" });
    expect(await access("other", sessionId)).toMatchObject({ state: "not_a_member" });
    expect(await access("nowhere", sessionId)).toEqual({ state: "no_space" });
    for (const status of ["deactivated", "pending"] as const) {
      await deps.store.membershipsOf(space.id).update(userId, { status, licence: null });
      expect(await access("acme", sessionId)).toMatchObject({ state: "not_a_member" });
    }
  });

  test("asks for a new password if its age matters, and only there, until there is one", async () => {
    const strict = { slug: "acme", passwordMaxAgeDays: 30 };
    const { userId } = await annWithPassword(deps, {
      space: strict,
      person: { passwordChangedAt: new Date(clock.now().getTime() - 31 * 86_400_000) },
    });
    const easy = await aSpace(deps.store, { slug: "easy" });
    const membership = await deps.store.users.membershipsOf(userId);
    const [first] = membership;
    if (!first) throw new Error("no member");
    await deps.store.membershipsOf(easy.id).insert({ ...first, spaceId: easy.id });
    const { sessionId } = await signedIn(deps);
    expect(await access("acme", sessionId)).toMatchObject({ ctx: { requiredAction: "password_age" } });
    expect(await access("easy", sessionId)).toMatchObject({ ctx: { requiredAction: null } });

    const ctx = await access("easy", sessionId);
    if (ctx.state !== "inside") throw new Error(ctx.state);
    const change = { currentPassword: ownPassword, newPassword: "quiet harbour marble 9" };
    const changed = await changePassword(deps, ctx.ctx, change);
    if (!changed.ok) throw new Error(changed.problem.code);
    expect(await access("acme", changed.value.sessionId)).toMatchObject({ ctx: { requiredAction: null } });
    clock.forward(31 * 86_400);
    const again = await signedIn(deps, { password: change.newPassword });
    expect(await access("acme", again.sessionId)).toMatchObject({ ctx: { requiredAction: "password_age" } });
  });

  test("opened by one customer's provider opens no other customer's space", async () => {
    const { userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    const evil = await aSpace(deps.store, { slug: "evil" });
    const victim = await aMember(deps.store, evil.id);
    await deps.store.membershipsOf(evil.id).insert({ ...victim, userId });
    const { sessionId } = await openSession(deps, {
      userId,
      spaces: [through(evil.id, await aConnectionOf(deps.store, evil.id))],
      address: null,
      userAgent: null,
      previousSessionId: null,
    });
    expect(await access("evil", sessionId)).toMatchObject({ state: "inside" });
    expect(await access("acme", sessionId)).toMatchObject({ state: "not_admitted" });
  });

  test("closes when the admission reaches the longest session, even if the session was renewed elsewhere", async () => {
    await annWithPassword(deps, { space: { slug: "acme" } });
    const other = await aSpace(deps.store, { slug: "other" });
    const first = await signedIn(deps);
    const { userId } = first;
    await deps.store.membershipsOf(other.id).insert({ ...(await aMember(deps.store, other.id)), userId });
    clock.forward(60 * 60);
    const second = await openSession(deps, {
      userId,
      spaces: [through(other.id, await aConnectionOf(deps.store, other.id))],
      address: null,
      userAgent: null,
      previousSessionId: first.sessionId,
    });
    expect(await access("acme", second.sessionId)).toMatchObject({ state: "inside" });
    for (let hour = 1; hour < 12; hour++) {
      clock.forward(60 * 60);
      await liveSession(deps, second.sessionId);
    }
    expect(await access("acme", second.sessionId)).toMatchObject({ state: "not_admitted" });
    expect(await access("other", second.sessionId)).toMatchObject({ state: "inside" });
  });
});

describe("a session", () => {
  test("is invalid at once when it was ended, and when it expired", async () => {
    await annWithPassword(deps);
    const { sessionId } = await signedIn(deps);
    expect(await liveSession(deps, sessionId)).not.toBeNull();
    await deps.store.sessions.end(sessionId, "ended_by_administrator", clock.now());
    expect(await liveSession(deps, sessionId)).toBeNull();

    const second = await signedIn(deps);
    expect(second.expiresAt.getTime() - clock.now().getTime()).toBe(sessionLifetime);
    for (let hour = 0; hour < 12; hour++) {
      expect(await liveSession(deps, second.sessionId)).not.toBeNull();
      clock.forward(60 * 60);
    }
    expect(await liveSession(deps, second.sessionId)).toBeNull();
    expect(await liveSession(deps, "session_unknown")).toBeNull();
  });

  test("that was idle is ended at its next use", async () => {
    await annWithPassword(deps);
    const { sessionId } = await signedIn(deps);
    clock.forward(sessionIdleLimit / 1000 + 1);
    expect(await liveSession(deps, sessionId)).toBeNull();
    expect(await deps.store.sessions.byId(sessionId)).toMatchObject({ endedReason: "idle" });
  });

  test("writes the time of the last request once a minute at most", async () => {
    await annWithPassword(deps);
    const { sessionId } = await signedIn(deps);
    const start = clock.now();
    clock.forward(59);
    await liveSession(deps, sessionId);
    expect(await deps.store.sessions.byId(sessionId)).toMatchObject({ lastSeenAt: start });
    clock.forward(1);
    await liveSession(deps, sessionId);
    expect(await deps.store.sessions.byId(sessionId)).toMatchObject({ lastSeenAt: clock.now() });
  });

  test("begins in the space that admitted it last", async () => {
    await annWithPassword(deps, { space: { slug: "acme" } });
    const first = await signedIn(deps);
    const current = (await liveSession(deps, first.sessionId)) ?? expect.fail("no session");
    expect(await landingPath(deps, current.session, current.user)).toBe("/acme");
    expect(
      await landingPath(deps, { ...current.session, spaces: [] }, { ...current.user, isOperator: true }),
    ).toBe("/operator");
    // A member whom this session has not admitted there is sent to the space, which requires its own sign-in.
    const foreign = { ...current.session, spaces: [through("space_gone", "conn_1")] };
    expect(await landingPath(deps, foreign, { ...current.user, isOperator: true })).toBe("/acme");
  });
});

describe("signing out", () => {
  test("ends the session, audits it, and continues to the provider that admitted it last", async () => {
    const { space } = await annWithPassword(deps);
    const organizationId = await anOrganization(deps.store, space.id);
    const connection = await aConnection(deps.store, organizationId);
    const logoutUrl = "https://idp.example/logout";
    const configuration = await aConfiguration(deps.store, connection, { logoutUrl });
    await deps.store
      .connectionsOf(organizationId)
      .goLive(connection.id, configuration.id, clock.now(), unmarkedAuthority);
    await anOption(deps.store, space.id, connection.id, { status: "active" });
    const { sessionId } = await signedIn(deps);
    await deps.store.sessions.admit(sessionId, through(space.id, connection.id));

    expect(await signOut(deps, sessionId, null)).toEqual({ provider: { by: "address", url: logoutUrl } });
    expect(await liveSession(deps, sessionId)).toBeNull();
    expect(await auditedActions(deps, space.id)).toContain("person.signed_out");
    // Repeating it, or having nothing to end, is no error.
    await signOut(deps, sessionId, null);
    expect(await signOut(deps, null, null)).toEqual({ provider: null });
    expect(
      (await auditedActions(deps, space.id)).filter((action) => action === "person.signed_out"),
    ).toHaveLength(1);
  });

  test("continues at the provider of the last sign-in that can end its own session", async () => {
    const { space } = await annWithPassword(deps);
    const organizationId = await anOrganization(deps.store, space.id);
    const live = async (settings: Parameters<typeof aConfiguration>[2], admittedAt: Date) => {
      const connection = await aConnection(deps.store, organizationId);
      const configuration = await aConfiguration(deps.store, connection, settings);
      await deps.store
        .connectionsOf(organizationId)
        .goLive(connection.id, configuration.id, clock.now(), unmarkedAuthority);
      return { connectionId: connection.id, admittance: { ...through(space.id, connection.id), admittedAt } };
    };
    const able = await live({ singleLogoutUrl: "https://idp.example/slo" }, new Date(1_000));
    const unable = await live({}, new Date(2_000));
    const spaces = [able.admittance, unable.admittance];
    expect(await providerLogoutOf(deps.store, { id: "s", spaces })).toEqual({
      by: "end_session",
      sessionId: "s",
      connectionId: able.connectionId,
    });
  });

  test("continues only to a web page", async () => {
    const { space } = await annWithPassword(deps);
    const organizationId = await anOrganization(deps.store, space.id);
    const connection = await aConnection(deps.store, organizationId);
    const configuration = await aConfiguration(deps.store, connection, { logoutUrl: "javascript:alert(1)" });
    await deps.store
      .connectionsOf(organizationId)
      .goLive(connection.id, configuration.id, clock.now(), unmarkedAuthority);
    expect(
      await providerLogoutOf(deps.store, { id: "s", spaces: [through(space.id, connection.id)] }),
    ).toBeNull();
  });
});

describe("ending sessions", () => {
  test("a person ends their own, one or all others, and nobody else's", async () => {
    const { space, userId } = await annWithPassword(deps);
    const ann = await contextAs(deps, space, userId);
    const eve = await contextAs(deps, space, (await aMember(deps.store, space.id)).userId);
    const first = await signedIn(deps);
    await signedIn(deps);
    expect(await endOwnSession(deps, eve, first.sessionId)).toMatchObject({
      problem: { code: "session_not_found" },
    });
    expect(await endOwnSession(deps, ann, first.sessionId)).toMatchObject({ ok: true });
    expect(await endOwnSession(deps, ann, first.sessionId)).toMatchObject({
      problem: { code: "session_not_found" },
    });
    expect(await endOwnOtherSessions(deps, ann)).toEqual({ ok: true, value: { ended: 1 } });
    expect((await deps.store.sessions.ofUser(userId, clock.now())).map((session) => session.id)).toEqual([
      ann.sessionId,
    ]);
    expect(await deps.store.sessions.byId(eve.sessionId ?? "")).toMatchObject({ endedAt: null });
  });

  test("an administrator removes their own space only, and no other space's session at all", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    const other = await aSpace(deps.store, { slug: "other" });
    await deps.store.membershipsOf(other.id).insert({ ...(await aMember(deps.store, other.id)), userId });
    const admin = await contextAs(
      deps,
      space,
      (await aMember(deps.store, space.id, { role: "admin" })).userId,
    );
    const stranger = await contextAs(deps, await aSpace(deps.store), userId).catch(() => null);
    expect(stranger).toBeNull();
    const { sessionId } = await signedIn(deps);

    expect(await endSpaceSession(deps, admin, sessionId)).toMatchObject({ ok: true });
    expect(await access("acme", sessionId)).toMatchObject({ state: "not_admitted" });
    expect(await access("other", sessionId)).toMatchObject({ state: "inside" });
    expect(await endSpaceSession(deps, admin, sessionId)).toMatchObject({
      problem: { code: "session_not_found" },
    });

    const again = await signedIn(deps);
    expect(await endSessionsOfMember(deps, admin, userId)).toEqual({ ok: true, value: { ended: 1 } });
    expect(await access("acme", again.sessionId)).toMatchObject({ state: "not_admitted" });
  });
});
