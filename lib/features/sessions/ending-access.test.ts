import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aUser } from "@/lib/db/testing/rows";
import { activateOption } from "@/lib/features/connections/activate-option";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { removalImpact, ssoImpact } from "@/lib/features/connections/sso-impact";
import { switchOption } from "@/lib/features/connections/switch-option";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { share } from "@/lib/features/testing/sso-scenes";
import { createIntegrationToken, createPersonalToken } from "@/lib/features/tokens/create-token";
import type { SessionChoice } from "@/lib/model/connections/choices";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { liveSession } from "./live-session";

let lab: SsoLab;
let space: Space;
let admin: Context;
let bob: Context;
let connectionId: string;
let elsewhere: { admin: Context; space: Space };

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  elsewhere = await aSubscribedSpace(lab, { domain: "other.example" });
  const { userId } = await aMember(lab.deps.store, space.id);
  bob = await contextAs(lab.deps, space, userId);
  ({ connectionId } = await aDraft(lab, admin, "oidc"));
  await new LabBrowser(lab).test(admin, connectionId);
});

/** As if the person had signed in through the connection. */
async function linked(userId: string | undefined, to: string): Promise<void> {
  const { store, secrets, now } = lab.deps;
  const found = await store.connectionLookup.byId(to);
  if (!found || userId === undefined) throw new Error("nobody to link");
  const { organizationId } = found;
  await store.connectionsOf(organizationId).identities.insert({
    id: secrets.id("link"),
    organizationId,
    connectionId: to,
    userId,
    issuer: "https://idp.example",
    subject: userId,
    relinkAllowed: false,
    firstUsedAt: now(),
    lastUsedAt: now(),
  });
}

const input = { scopes: [], expiresAt: null };
const withTokens = async () => {
  value(await createPersonalToken(lab.deps, admin, { ...input, name: "mine" }));
  value(await createPersonalToken(lab.deps, bob, { ...input, name: "bob's" }));
  value(await createIntegrationToken(lab.deps, admin, { ...input, name: "build", account: "CI" }));
  value(await createPersonalToken(lab.deps, elsewhere.admin, { ...input, name: "theirs" }));
};
const tokensOf = async (id: string) => {
  const { rows } = await lab.deps.store.tokensOf(id).page({ sort: "name" });
  return rows.map(({ name, endedReason, endedDetail }) => ({ name, endedReason, endedDetail }));
};
const isLive = async ({ sessionId }: Context) => (await liveSession(lab.deps, sessionId ?? "")) !== null;
const activate = (sessions: SessionChoice, ctx = admin) =>
  activateOption(lab.deps, ctx, { connectionId, configurationId: null, sessions });
const remove = (sessions: SessionChoice, ctx = admin) =>
  removeConnection(lab.deps, ctx, { connectionId, sessions });
const again = () => contextAs(lab.deps, space, admin.user?.id ?? "");
const ended = (reason: string) => ({ endedReason: reason, endedDetail: "Simulator oidc" });

describe("the first activation", () => {
  test("ends every token of the space with its reason, and none of another's", async () => {
    await withTokens();
    expect(value(await activate("keep")).ended).toEqual({
      personalTokens: 2,
      integrationTokens: 1,
      sessions: 0,
    });
    expect(await tokensOf(space.id)).toEqual([
      { name: "bob's", ...ended("sso_activated") },
      { name: "build", ...ended("sso_activated") },
      { name: "mine", ...ended("sso_activated") },
    ]);
    expect(await tokensOf(elsewhere.space.id)).toMatchObject([{ name: "theirs", endedReason: null }]);
  });

  test("signs out the administrator who activates, and nobody else if sessions are kept", async () => {
    value(await activate("keep"));
    expect([await isLive(admin), await isLive(bob), await isLive(elsewhere.admin)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await lab.deps.store.sessions.byId(admin.sessionId ?? "")).toMatchObject({
      endedReason: "sso_activated",
    });
  });

  test("ends everybody's sessions of this space if chosen; other spaces keep theirs", async () => {
    const both = await contextAs(lab.deps, space, bob.user?.id ?? "");
    await lab.deps.store.membershipsOf(elsewhere.space.id).insert({
      ...(await aMember(lab.deps.store, elsewhere.space.id)),
      userId: bob.user?.id ?? "",
    });
    await lab.deps.store.sessions.admit(both.sessionId ?? "", {
      spaceId: elsewhere.space.id,
      way: "password",
      connectionId: null,
      providerSession: null,
      admittedAt: lab.clock.now(),
    });
    expect(value(await activate("end")).ended.sessions).toBeGreaterThanOrEqual(2);
    expect([await isLive(admin), await isLive(bob), await isLive(elsewhere.admin)]).toEqual([
      false,
      false,
      true,
    ]);
    const kept = await liveSession(lab.deps, both.sessionId ?? "");
    expect(kept?.session.spaces.map(({ spaceId }) => spaceId)).toEqual([elsewhere.space.id]);
  });

  test("affects what was announced: tokens, other people, their sessions", async () => {
    await withTokens();
    const announced = await ssoImpact(lab.deps, admin);
    expect(announced).toMatchObject({
      personalTokens: 2,
      integrationTokens: 1,
      otherPeople: 1,
      otherSessions: 1,
      activePeople: 2,
      withoutPassword: 2,
      itAdministrators: 0,
    });
    const { ended: was } = value(await activate("end"));
    expect(was).toMatchObject({ personalTokens: 2, integrationTokens: 1 });
    expect(await ssoImpact(lab.deps, admin)).toMatchObject({
      personalTokens: 0,
      integrationTokens: 0,
      otherPeople: 0,
      otherSessions: 0,
    });
  });

  test("is audited once, with what it ended and what was chosen", async () => {
    await withTokens();
    value(await activate("keep"));
    const { rows } = await lab.deps.store.auditOf(space.id).page({ action: "connection.activated" });
    expect(rows).toMatchObject([
      {
        actor: { id: admin.user?.id },
        target: { id: connectionId },
        details: { version: 1, personalTokens: 2, integrationTokens: 1, sessionsOfOthers: "keep" },
      },
    ]);
  });

  test("a second time is refused and ends nothing more", async () => {
    value(await activate("keep"));
    const later = await again();
    value(await createPersonalToken(lab.deps, later, { ...input, name: "new" }));
    expect(await activate("end", later)).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "already_active" },
    });
    expect(await isLive(later)).toBe(true);
    expect(await tokensOf(space.id)).toMatchObject([{ name: "new", endedReason: null }]);
  });

  test("by two administrators at the same moment: one activates, the other is refused", async () => {
    const { userId } = await aMember(lab.deps.store, space.id, { role: "admin", licence: "admin" });
    const second = await contextAs(lab.deps, space, userId);
    const ends = await Promise.all([activate("keep"), activate("keep", second)]);
    expect(ends.map((end) => (end.ok ? "activated" : end.problem.code)).toSorted()).toEqual([
      "activated",
      "already_active",
    ]);
    expect([await isLive(admin), await isLive(second)].toSorted()).toEqual([false, true]);
    const actions = await auditedActions(lab.deps, space.id);
    expect(actions.filter((action) => action === "connection.activated")).toHaveLength(1);
  });

  test("a refused one ends nothing", async () => {
    await withTokens();
    const untested = await aDraft(lab, admin, "oidc");
    const later = { connectionId: untested.connectionId, configurationId: null, sessions: "end" } as const;
    expect(await activateOption(lab.deps, admin, later)).toMatchObject({
      ok: false,
      problem: { code: "not_tested" },
    });
    expect(await isLive(admin)).toBe(true);
    expect(await lab.deps.store.tokensOf(space.id).countLive(lab.clock.now())).toEqual({
      personal: 2,
      integration: 1,
    });
  });
});

describe("disabling and enabling", () => {
  test("end nothing, lose nothing, and repeating them is no error", async () => {
    value(await activate("keep"));
    const later = await again();
    value(await createPersonalToken(lab.deps, later, { ...input, name: "mine" }));
    const option = await lab.deps.store.optionsOf(space.id).byConnection(connectionId);
    const connection = await lab.deps.store.connectionLookup.byId(connectionId);
    for (const event of ["disable", "disable", "enable", "enable"] as const)
      value(await switchOption(lab.deps, later, { connectionId, event }));
    expect([await isLive(later), await isLive(bob)]).toEqual([true, true]);
    expect(await tokensOf(space.id)).toMatchObject([{ endedReason: null }]);
    expect(await lab.deps.store.optionsOf(space.id).byConnection(connectionId)).toEqual(option);
    expect(await lab.deps.store.connectionLookup.byId(connectionId)).toEqual(connection);
    const actions = (await auditedActions(lab.deps, space.id)).filter((action) => /abled$/.test(action));
    expect(actions).toEqual(["connection.disabled", "connection.enabled"]);
  });
});

describe("removal", () => {
  test.each(["keep", "end"] as const)(
    "ends tokens and the administrator's own session; those of others by choice: %s",
    async (choice) => {
      value(await activate("keep"));
      const later = await again();
      value(await createPersonalToken(lab.deps, later, { ...input, name: "mine" }));
      expect(value(await remove(choice, later))).toMatchObject({
        wasInUse: true,
        ended: { personalTokens: 1 },
      });
      expect([await isLive(later), await isLive(bob), await isLive(elsewhere.admin)]).toEqual([
        false,
        choice === "keep",
        true,
      ]);
      expect(await tokensOf(space.id)).toEqual([{ name: "mine", ...ended("sso_removed") }]);
    },
  );

  test("of a disabled connection ends the same: it was in use", async () => {
    value(await activate("keep"));
    const later = await again();
    value(await switchOption(lab.deps, later, { connectionId, event: "disable" }));
    expect(value(await remove("keep", later)).wasInUse).toBe(true);
    expect(await isLive(later)).toBe(false);
  });

  test("of one that was never activated ends nothing and notifies nobody", async () => {
    await withTokens();
    expect(value(await remove("end"))).toEqual({
      name: "Simulator oidc",
      wasInUse: false,
      ended: { personalTokens: 0, integrationTokens: 0, sessions: 0 },
      notifiedAboutPassword: 0,
    });
    expect([await isLive(admin), await isLive(bob)]).toEqual([true, true]);
    expect(await tokensOf(space.id)).toMatchObject(Array(3).fill({ endedReason: null }));
    expect((await lab.deps.store.outbox.page({})).rows).toEqual([]);
  });

  test("twice at the same moment: one removes, the other finds nothing", async () => {
    value(await activate("keep"));
    const ends = await Promise.all([remove("keep", await again()), remove("keep", await again())]);
    expect(ends.map((end) => (end.ok ? "removed" : end.problem.code)).toSorted()).toEqual([
      "connection_not_found",
      "removed",
    ]);
  });

  describe("notifies how to set a password", () => {
    const notified = async () =>
      (await lab.deps.store.outbox.page({})).rows.map(({ recipient }) => recipient).toSorted();
    const email = () => bob.user?.email ?? "";
    const anotherActive = async () => {
      const second = await aDraft(lab, admin, "oidc");
      await new LabBrowser(lab).test(admin, second.connectionId);
      value(
        await activateOption(lab.deps, admin, {
          connectionId: second.connectionId,
          configurationId: null,
          sessions: "keep",
        }),
      );
      return second.connectionId;
    };
    beforeEach(async () => {
      value(await activate("keep"));
      await linked(bob.user?.id, connectionId);
    });

    test("people who signed in through it and have no password, as announced", async () => {
      const announced = await removalImpact(lab.deps, admin, connectionId);
      expect(announced).toMatchObject({ withoutPassword: 1, onlyWayInOf: [] });
      expect(value(await remove("keep")).notifiedAboutPassword).toBe(1);
      expect(await notified()).toEqual([email()]);
    });

    test("nobody who has a password, is deactivated, or never used the connection", async () => {
      const { store } = lab.deps;
      const has = await aMember(store, space.id, {}, { passwordHash: "$argon2id$of-a-test" });
      const left = await aMember(store, space.id, { status: "deactivated", licence: null });
      await aMember(store, space.id, {}, { email: "never@acme.example" });
      for (const { userId } of [has, left]) await linked(userId, connectionId);
      value(await remove("keep"));
      expect(await notified()).toEqual([email()]);
    });

    test("nobody whom another active connection admits: by their domain, or by a link", async () => {
      const second = await anotherActive();
      const outside = await aMember(lab.deps.store, space.id, {}, { email: "eve@partner.example" });
      const alone = await aMember(lab.deps.store, space.id, {}, { email: "tom@partner.example" });
      const own = await aMember(lab.deps.store, space.id, {}, { email: "ada@acme.example" });
      for (const { userId } of [outside, alone, own]) await linked(userId, connectionId);
      await linked(outside.userId, second);
      expect(await removalImpact(lab.deps, admin, connectionId)).toMatchObject({ withoutPassword: 2 });
      value(await remove("keep"));
      expect(await notified()).toEqual(["tom@partner.example", email()].toSorted());
    });

    test("nobody for whom other connections were chosen, because a password would be refused", async () => {
      const second = await anotherActive();
      const { store, now } = lab.deps;
      value(await switchOption(lab.deps, admin, { connectionId: second, event: "disable" }));
      await store.memberConnectionsOf(space.id).set(bob.user?.id ?? "", [second], null, now());
      value(await remove("keep"));
      expect(await notified()).toEqual([]);
    });

    test("nobody while passwords are for IT administrators only", async () => {
      const second = await anotherActive();
      value(await switchOption(lab.deps, admin, { connectionId: second, event: "disable" }));
      await lab.deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
      const enforced = { ...admin, space: { ...space, passwordSignIn: "it_administrators_only" as const } };
      value(await remove("keep", enforced));
      expect(await notified()).toEqual([]);
    });
  });

  test("of the last connection allows passwords again; of one among several it does not", async () => {
    value(await activate("keep"));
    const second = await aDraft(lab, admin, "oidc");
    await new LabBrowser(lab).test(admin, second.connectionId);
    const option = { connectionId: second.connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, admin, option));
    await lab.deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
    const enforced = { ...admin, space: { ...space, passwordSignIn: "it_administrators_only" as const } };
    const now = async () => (await lab.deps.store.spaces.byId(space.id))?.passwordSignIn;
    value(await remove("keep", enforced));
    expect(await now()).toBe("it_administrators_only");
    const last = { connectionId: second.connectionId, sessions: "keep" } as const;
    value(await removeConnection(lab.deps, enforced, last));
    expect(await now()).toBe("allowed");
  });

  test("reaches every other space that signed in with it: passwords, people, audit, and not their tokens", async () => {
    value(await activate("keep"));
    await withTokens();
    const { store } = lab.deps;
    await share(lab, connectionId, elsewhere.space, { link: "connected", option: {} });
    await linked(elsewhere.admin.user?.id, connectionId);
    await store.spaces.update(elsewhere.space.id, { passwordSignIn: "it_administrators_only" });
    expect(await removalImpact(lab.deps, admin, connectionId)).toMatchObject({
      onlyWayInOf: [elsewhere.space.name],
    });
    value(await remove("end", await again()));
    expect(await store.spaces.byId(elsewhere.space.id)).toMatchObject({ passwordSignIn: "allowed" });
    expect(await store.optionsOf(elsewhere.space.id).all()).toEqual([]);
    const { rows } = await store.auditOf(elsewhere.space.id).page({ action: "connection.removed" });
    expect(rows).toMatchObject([{ details: { bySpace: space.name, passwordsAgain: true } }]);
    // The person who removed it belongs to the owning space: no name, no address.
    expect(rows[0]?.actor).toEqual({
      kind: "system",
      id: null,
      name: `The space ${space.name}`,
      address: null,
    });
    const notified = (await store.outbox.page({})).rows.filter(
      ({ spaceId }) => spaceId === elsewhere.space.id,
    );
    expect(notified.map(({ recipient }) => recipient)).toEqual([elsewhere.admin.user?.email]);
    expect(await tokensOf(elsewhere.space.id)).toMatchObject([{ endedReason: null }]);
    expect(await isLive(elsewhere.admin)).toBe(true);
  });
});

describe("a space where only IT administrators use a password", () => {
  const day = 24 * 3_600;
  const enforce = () => lab.deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
  const itAdministrator = (daysAgo: number | null) =>
    aMember(
      lab.deps.store,
      space.id,
      { role: "admin", licence: "admin", isItAdministrator: true },
      {
        passwordHash: "$argon2id$of-a-test",
        lastPasswordSignInAt:
          daysAgo === null ? null : new Date(lab.clock.now().getTime() - daysAgo * day * 1_000),
      },
    );

  test.each([
    ["there is none", async () => aUser(lab.deps.store)],
    ["none has ever used the password", () => itAdministrator(null)],
    ["the last use is 31 days ago", () => itAdministrator(31)],
  ])("activates nothing if %s", async (_what, prepare) => {
    await prepare();
    await enforce();
    expect(await activate("keep")).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "no_way_back" },
    });
    expect(await lab.deps.store.connectionLookup.byId(connectionId)).toMatchObject({
      liveConfigurationId: null,
    });
    expect(await isLive(admin)).toBe(true);
  });

  test("activates if one has used it within 30 days", async () => {
    await itAdministrator(29);
    await enforce();
    expect(await activate("keep")).toMatchObject({ ok: true });
  });
});
