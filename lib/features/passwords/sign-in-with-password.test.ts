import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnectionOf, aMember, anOrganization, aSpace, aUser } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions } from "@/lib/features/testing/context-as";
import {
  annWithPassword,
  aTry,
  ownPasswordHash,
  refusalOf,
  signedIn,
} from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { signInWithPassword } from "./sign-in-with-password";

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

const sessionOf = async (id: string) => (await deps.store.sessions.byId(id)) ?? expect.fail("no session");

describe("a password sign-in", () => {
  test("opens a session that reaches exactly the spaces that admit the person by password", async () => {
    const { space, userId } = await annWithPassword(deps);
    const enforced = await aSpace(deps.store, { passwordSignIn: "it_administrators_only" });
    const deactivated = await aSpace(deps.store);
    const pending = await aSpace(deps.store);
    const others = await aSpace(deps.store);
    const second = await aSpace(deps.store);
    const join = (spaceId: string, status: "active" | "pending" | "deactivated" = "active") =>
      deps.store.membershipsOf(spaceId).insert({
        spaceId,
        userId,
        role: "admin",
        status,
        licence: null,
        isItAdministrator: false,
        permissions: [],
        origin: "manual",
        vouchedFor: false,
        originConnectionId: null,
        roleSource: "manual",
        createdAt: clock.now(),
        lastSignInAt: null,
      });
    await Promise.all([
      join(enforced.id),
      join(deactivated.id, "deactivated"),
      join(pending.id, "pending"),
      join(second.id),
    ]);

    const { sessionId, landing } = await signedIn(deps, { email: " Ann@ACME.example " });
    const session = await sessionOf(sessionId);
    expect(session.userId).toBe(userId);
    expect(session.spaces.map((entry) => entry.spaceId).sort()).toEqual([space.id, second.id].sort());
    expect(session.spaces.every((entry) => entry.way === "password" && entry.connectionId === null)).toBe(
      true,
    );
    expect([`/${space.slug}`, `/${second.slug}`]).toContain(landing);
    expect(session.spaces.map((entry) => entry.spaceId)).not.toContain(others.id);
    expect(await deps.store.users.byId(userId)).toMatchObject({
      lastSignInAt: clock.now(),
      lastPasswordSignInAt: clock.now(),
    });
    expect(await auditedActions(deps, space.id)).toEqual(["person.signed_in_by_password"]);
  });

  test("answers everybody else alike: unknown, mistyped, without a password, SSO only, without an open space", async () => {
    const { space } = await annWithPassword(deps);
    const passwordHash = await ownPasswordHash();
    const organizationId = await anOrganization(deps.store, space.id);
    const enforced = await aSpace(deps.store, { passwordSignIn: "it_administrators_only" });
    await aMember(deps.store, space.id, {}, { email: "sso-born@acme.example" });
    await aMember(
      deps.store,
      space.id,
      {},
      { email: "sso-only@acme.example", passwordHash, ssoOnlyOrganizationId: organizationId },
    );
    await aMember(
      deps.store,
      enforced.id,
      { role: "admin" },
      { email: "enforced@acme.example", passwordHash },
    );
    await aMember(
      deps.store,
      space.id,
      { status: "deactivated" },
      { email: "gone@acme.example", passwordHash },
    );
    await aMember(
      deps.store,
      space.id,
      { status: "pending" },
      { email: "waiting@acme.example", passwordHash },
    );
    await aUser(deps.store, { email: "nowhere@acme.example", passwordHash });

    const answers = await Promise.all([
      refusalOf(deps, { password: "not this one at all" }),
      refusalOf(deps, { email: "unknown@acme.example" }),
      refusalOf(deps, { email: "not an address" }),
      refusalOf(deps, { email: "sso-born@acme.example" }),
      refusalOf(deps, { email: "sso-born@acme.example", password: "" }),
      refusalOf(deps, { email: "sso-only@acme.example" }),
      refusalOf(deps, { email: "enforced@acme.example" }),
      refusalOf(deps, { email: "gone@acme.example" }),
      refusalOf(deps, { email: "waiting@acme.example" }),
      refusalOf(deps, { email: "nowhere@acme.example" }),
    ]);
    expect(answers[0]).toMatchObject({ kind: "forbidden", code: "sign_in_refused" });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    // The control: the same address and password that are admitted.
    expect(await refusalOf(deps)).toBeNull();
  });

  test("takes as long for unknown people as for a wrong password", async () => {
    await annWithPassword(deps);
    // In processor time, which other programs on the machine do not change, and in turns.
    const timeOf = async (email: string) => {
      const before = process.cpuUsage();
      await refusalOf(deps, { email, password: "not this one at all", address: null });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await timeOf("warm-up@acme.example");
    let known = Number.POSITIVE_INFINITY;
    let unknown = Number.POSITIVE_INFINITY;
    for (const email of ["x@acme.example", "y@acme.example", "z@acme.example"]) {
      known = Math.min(known, await timeOf("ann@acme.example"));
      unknown = Math.min(unknown, await timeOf(email));
    }
    expect(unknown).toBeGreaterThan(known / 3);
    expect(known).toBeGreaterThan(unknown / 3);
  });

  test("leaves no trace of a refusal that came after the right password", async () => {
    const { userId } = await annWithPassword(deps, { space: { passwordSignIn: "it_administrators_only" } });
    expect(await refusalOf(deps)).toMatchObject({ code: "sign_in_refused" });
    expect(await deps.store.users.byId(userId)).toMatchObject({
      lastPasswordSignInAt: null,
      lastSignInAt: null,
    });
    expect(await deps.store.sessions.ofUser(userId, clock.now())).toEqual([]);
  });
});

describe("a space that enforces single sign-on", () => {
  test("admits its IT administrators, audits it and notifies the other administrators", async () => {
    const { space } = await annWithPassword(deps, {
      space: { name: "Acme", slug: "acme", passwordSignIn: "it_administrators_only" },
      membership: { role: "admin", isItAdministrator: true },
    });
    await aMember(deps.store, space.id, { role: "admin" }, { email: "ben@acme.example" });
    await aMember(
      deps.store,
      space.id,
      { role: "admin", status: "deactivated" },
      { email: "old@acme.example" },
    );
    await aMember(deps.store, space.id, { role: "reader" }, { email: "reader@acme.example" });

    expect((await signedIn(deps, { spaceSlug: "acme" })).landing).toBe("/acme");
    expect(await auditedActions(deps, space.id)).toEqual(["person.signed_in_by_password_while_enforced"]);
    const mails = await deps.store.outbox.page({});
    expect(mails.rows.map((mail) => mail.recipient)).toEqual(["ben@acme.example"]);
    expect(mails.rows[0]?.body).toContain("Ann Apple <ann@acme.example> signed in to Acme with a password");
  });

  test("admits nobody through its own sign-in page whom it does not admit, even if another space does", async () => {
    const { userId } = await annWithPassword(deps, { space: { slug: "open" } });
    const enforced = await aSpace(deps.store, { slug: "acme", passwordSignIn: "it_administrators_only" });
    await deps.store.membershipsOf(enforced.id).insert({
      ...(await aMember(deps.store, enforced.id)),
      userId,
    });
    expect(await refusalOf(deps, { spaceSlug: "acme" })).toMatchObject({ code: "sign_in_refused" });
    expect(await refusalOf(deps, { spaceSlug: "no-such-space" })).toMatchObject({ code: "sign_in_refused" });
    expect(await refusalOf(deps, { spaceSlug: "open" })).toBeNull();
  });
});

describe("an operator", () => {
  test("may always use the password, and enters no space that does not admit them by it", async () => {
    const { userId } = await annWithPassword(deps, {
      space: { passwordSignIn: "it_administrators_only" },
      membership: { role: "admin" },
      person: { isOperator: true },
    });
    const { sessionId, landing } = await signedIn(deps);
    expect(landing).toBe("/operator");
    expect(await sessionOf(sessionId)).toMatchObject({ userId, spaces: [] });
    expect((await deps.store.auditOf(null).after(0, 10)).map((event) => event.action)).toEqual([
      "operator.signed_in",
    ]);
  });
});

describe("wrong passwords", () => {
  const wrong = (change = {}) => refusalOf(deps, { password: "not this one at all", ...change });

  test("are counted per account and address, hard, and alike for people who do not exist", async () => {
    await annWithPassword(deps);
    for (const email of ["ann@acme.example", "unknown@acme.example"]) {
      for (let n = 0; n < 5; n++) expect(await wrong({ email })).toMatchObject({ code: "sign_in_refused" });
      const blocked = await wrong({ email });
      expect(blocked).toMatchObject({
        kind: "rate_limited",
        code: "too_many_tries",
        retryAfter: expect.any(Number),
      });
      // Another spelling is the same account.
      expect(await wrong({ email: email.toUpperCase() })).toMatchObject({ code: "too_many_tries" });
    }
    // The right password does not pass either, until the time is over.
    expect(await refusalOf(deps)).toMatchObject({ code: "too_many_tries" });
    clock.forward(15 * 60 + 1);
    expect(await refusalOf(deps)).toBeNull();
  });

  test("of a stranger everywhere never lock the owner's own device out", async () => {
    await annWithPassword(deps);
    const { deviceCookie } = await signedIn(deps, { address: "192.0.2.1" });
    // From the owner's own network, and from everywhere.
    for (let n = 0; n < 6; n++) await wrong({ address: "192.0.2.1" });
    for (let n = 0; n < 60; n++) await wrong({ address: `198.51.100.${n}` });
    expect(await refusalOf(deps, { address: "203.0.113.7" })).toMatchObject({ code: "too_many_tries" });
    expect(await refusalOf(deps, { address: "192.0.2.1", deviceCookie })).toBeNull();
    expect(await refusalOf(deps, { address: "203.0.113.7", deviceCookie })).toBeNull();
  });

  test("of one blocked address do not use up the account's own count", async () => {
    await annWithPassword(deps);
    for (let n = 0; n < 90; n++) await wrong({ address: "198.51.100.1" });
    expect(await refusalOf(deps, { address: "203.0.113.7" })).toBeNull();
  });

  test("on the owner's own device are counted too", async () => {
    await annWithPassword(deps);
    const { deviceCookie } = await signedIn(deps);
    for (let n = 0; n < 5; n++) await wrong({ deviceCookie });
    expect(await refusalOf(deps, { deviceCookie })).toMatchObject({ code: "too_many_tries" });
  });

  test("are forgiven by the right one", async () => {
    await annWithPassword(deps);
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await wrong();
      expect(await refusalOf(deps)).toBeNull();
    }
  });

  test("are not hidden by a device mark that is forged, another person's, or a year old", async () => {
    await annWithPassword(deps);
    await aMember(
      deps.store,
      (await aSpace(deps.store)).id,
      {},
      { email: "eve@evil.example", passwordHash: await ownPasswordHash() },
    );
    const { deviceCookie: own } = await signedIn(deps);
    const { deviceCookie: eves } = await signedIn(deps, {
      email: "eve@evil.example",
      address: "203.0.113.9",
    });
    for (let n = 0; n < 6; n++) await wrong();
    for (const deviceCookie of ["", "~~~", "forged", own.slice(0, -2), eves]) {
      expect(await refusalOf(deps, { deviceCookie })).toMatchObject({ code: "too_many_tries" });
    }
    expect(await refusalOf(deps, { deviceCookie: `${eves}~${own}` })).toBeNull();
    clock.forward(366 * 24 * 60 * 60);
    for (let n = 0; n < 6; n++) await wrong();
    expect(await refusalOf(deps, { deviceCookie: own })).toMatchObject({ code: "too_many_tries" });
  });
});

describe("the session", () => {
  test("is a new one at each sign-in; the one before is dead", async () => {
    await annWithPassword(deps);
    const first = await signedIn(deps);
    const second = await signedIn(deps, { previousSessionId: first.sessionId });
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await sessionOf(first.sessionId)).toMatchObject({ endedReason: "replaced" });
  });

  test("keeps the spaces that other sign-ins opened to the same person, with their own times", async () => {
    const { userId } = await annWithPassword(deps);
    const byConnection = await aSpace(deps.store, { passwordSignIn: "it_administrators_only" });
    const first = await signedIn(deps);
    const entry = {
      spaceId: byConnection.id,
      way: "connection" as const,
      connectionId: await aConnectionOf(deps.store, byConnection.id),
      providerSession: null,
      admittedAt: clock.now(),
    };
    await deps.store.sessions.admit(first.sessionId, entry);
    clock.forward(3600);
    const second = await signedIn(deps, { previousSessionId: first.sessionId });
    expect((await sessionOf(second.sessionId)).spaces).toContainEqual(entry);
    // Somebody else's browser adds nothing of theirs.
    const third = await signedIn(deps, { previousSessionId: null });
    expect((await sessionOf(third.sessionId)).spaces).not.toContainEqual(entry);
    expect((await sessionOf(third.sessionId)).userId).toBe(userId);
  });

  test("of another person in the same browser ends and passes nothing on", async () => {
    await annWithPassword(deps);
    const otherSpace = await aSpace(deps.store);
    await aMember(
      deps.store,
      otherSpace.id,
      {},
      { email: "ben@acme.example", passwordHash: await ownPasswordHash() },
    );
    const anns = await signedIn(deps);
    const bens = await signedIn(deps, { email: "ben@acme.example", previousSessionId: anns.sessionId });
    expect(await sessionOf(anns.sessionId)).toMatchObject({ endedReason: "signed_in_as_another" });
    expect((await sessionOf(bens.sessionId)).spaces.map((entry) => entry.spaceId)).toEqual([otherSpace.id]);
  });

  test("takes nothing over from one that was ended before", async () => {
    await annWithPassword(deps);
    const first = await signedIn(deps);
    const elsewhere = await aSpace(deps.store);
    await deps.store.sessions.admit(first.sessionId, {
      spaceId: elsewhere.id,
      way: "connection",
      connectionId: await aConnectionOf(deps.store, elsewhere.id),
      providerSession: null,
      admittedAt: clock.now(),
    });
    await deps.store.sessions.end(first.sessionId, "ended_by_administrator", clock.now());
    const second = await signedIn(deps, { previousSessionId: first.sessionId });
    expect((await sessionOf(second.sessionId)).spaces.map((entry) => entry.spaceId)).not.toContain(
      elsewhere.id,
    );
    expect(await sessionOf(first.sessionId)).toMatchObject({ endedReason: "ended_by_administrator" });
  });

  test("is not opened for a password that was changed while it was checked", async () => {
    const { userId } = await annWithPassword(deps);
    const passwords = {
      ...deps.passwords,
      async verify(hash: string, password: string) {
        const right = await deps.passwords.verify(hash, password);
        await deps.store.users.update(userId, { passwordHash: "changed meanwhile" });
        return right;
      },
    };
    const result = await signInWithPassword({ ...deps, passwords }, aTry());
    expect(result).toMatchObject({ ok: false, problem: { code: "sign_in_refused" } });
    expect(await deps.store.sessions.ofUser(userId, clock.now())).toEqual([]);
  });
});

test("a remembered device with the right password has tries enough for a day, and not without end", async () => {
  await annWithPassword(deps);
  const { deviceCookie } = await signedIn(deps);
  const codes: string[] = [];
  for (let n = 0; n < 61; n++) codes.push((await refusalOf(deps, { deviceCookie }))?.code ?? "in");
  expect(codes.slice(0, 60)).toEqual(Array(60).fill("in"));
  expect(codes[60]).toBe("too_many_tries");
  clock.forward(15 * 60 + 1);
  expect(await refusalOf(deps, { deviceCookie })).toBeNull();
});
