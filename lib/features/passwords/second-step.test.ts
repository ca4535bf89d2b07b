import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, aConnectionOf, anOrganization, aVerifiedDomain } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { annWithPassword, aTry, ownPassword, signedIn } from "@/lib/features/testing/password-world";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { finishSecondStep, openSecondStep } from "./second-step";
import { signInWithPassword } from "./sign-in-with-password";
import { beginTwoFactor, confirmTwoFactor, disableTwoFactor, replaceRecoveryCodes } from "./two-factor";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let ann: Context;
let code: () => string;
let recoveryCodes: string[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
  ann = await contextAs(deps, space, userId);
});

async function setUp() {
  const started = await beginTwoFactor(deps, ann, own);
  if (!started.ok) throw new Error(started.problem.code);
  const app = new TOTP({ secret: started.value.seed });
  code = () => app.generate({ timestamp: clock.now().getTime() });
  const confirmed = await confirmTwoFactor(deps, ann, { code: code() });
  if (!confirmed.ok) throw new Error(confirmed.problem.code);
  recoveryCodes = confirmed.value.recoveryCodes;
  // The next step of the clock: the code of this one is used up.
  clock.forward(30);
  return started.value;
}

/** An admission by the provider of the person's own, verified domain. */
async function throughOwnDomain() {
  const organizationId = await anOrganization(deps.store, ann.space.id);
  const connection = await aConnection(deps.store, organizationId);
  await aVerifiedDomain(deps.store, organizationId, "acme.example");
  return {
    spaceId: ann.space.id,
    way: "connection" as const,
    connectionId: connection.id,
    providerSession: null,
    admittedAt: clock.now(),
  };
}

async function ticket(change = {}) {
  const result = await signInWithPassword(deps, aTry(change));
  if (!result.ok || result.value.step !== "second_factor") throw new Error("no second step");
  return result.value.ticket;
}

const step = (over: { ticket: string | null; code: string; deviceCookie?: string; address?: string }) =>
  finishSecondStep(deps, {
    deviceCookie: null,
    address: "192.0.2.1",
    userAgent: "Test",
    previousSessionId: null,
    ...over,
  });

const own = { currentPassword: ownPassword };
const codeRefused = { ok: false, problem: { code: "code_refused" } };

describe("setting two-factor up", () => {
  test("shows the seed for the app and takes effect only once a code is confirmed", async () => {
    const started = await beginTwoFactor(deps, ann, own);
    if (!started.ok) throw new Error(started.problem.code);
    expect(started.value.uri).toContain("otpauth://totp/Gatehouse:ann%40acme.example?");
    expect(started.value.uri).toContain(`secret=${started.value.seed}`);
    expect((await deps.store.users.byId(ann.user?.id ?? ""))?.hasTwoFactor).toBe(false);
    expect(await confirmTwoFactor(deps, ann, { code: "000000" })).toMatchObject(codeRefused);
    expect((await signedIn(deps)).step).toBe("signed_in");
  });

  test("gives ten recovery codes once, ends the other sessions and notifies the person", async () => {
    const elsewhere = await signedIn(deps);
    await setUp();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await deps.store.sessions.byId(elsewhere.sessionId)).toMatchObject({
      endedReason: "two_factor_enabled",
    });
    expect(await deps.store.sessions.byId(ann.sessionId ?? "")).toMatchObject({ endedAt: null });
    expect((await deps.store.outbox.page({})).rows.map((mail) => mail.subject)).toEqual([
      "Two-factor sign-in is on",
    ]);
    expect(await auditedActions(deps, ann.space.id)).toContain("two_factor.enabled");
  });

  test("stores the seed sealed and the recovery codes as digests", async () => {
    const { seed } = await setUp();
    const kept = JSON.stringify(await deps.store.users.credentialsOf(ann.user?.id ?? ""));
    expect(kept).not.toContain(seed);
    expect(await deps.store.users.unusedRecoveryCodes(ann.user?.id ?? "")).toBe(10);
  });

  test("asks for the password in every kind of session, and allows a few tries only", async () => {
    await deps.store.sessions.admit(ann.sessionId ?? "", await throughOwnDomain());
    for (let n = 0; n < 5; n++)
      expect(await beginTwoFactor(deps, ann, { currentPassword: n === 0 ? "" : `guess ${n}` })).toMatchObject(
        {
          problem: { code: "current_password_wrong", field: "currentPassword" },
        },
      );
    expect(await beginTwoFactor(deps, ann, own)).toMatchObject({ problem: { code: "too_many_tries" } });
    expect(await deps.store.users.credentialsOf(ann.user?.id ?? "")).toMatchObject({ totpSealed: null });
    // Another session of the same person has tries of its own.
    const again = await contextAs(deps, ann.space, ann.user?.id ?? "");
    expect(await beginTwoFactor(deps, again, own)).toMatchObject({ ok: true });
  });

  test("is not for people without a password, nor for sessions that prove nothing", async () => {
    await deps.store.users.update(ann.user?.id ?? "", { passwordHash: null });
    expect(await beginTwoFactor(deps, ann, own)).toMatchObject({ problem: { code: "no_password" } });
    await deps.store.sessions.admit(ann.sessionId ?? "", {
      spaceId: ann.space.id,
      way: "connection",
      connectionId: await aConnectionOf(deps.store, ann.space.id),
      providerSession: null,
      admittedAt: clock.now(),
    });
    expect(await beginTwoFactor(deps, ann, own)).toMatchObject({ problem: { code: "address_not_proven" } });
  });
});

describe("the second step", () => {
  test("opens the session with the code that the app shows", async () => {
    await setUp();
    const passed = await ticket({ spaceSlug: "acme" });
    expect(openSecondStep(deps, passed)).toEqual({ spaceSlug: "acme" });
    const result = await step({ ticket: passed, code: code() });
    expect(result).toMatchObject({ ok: true, value: { step: "signed_in", landing: "/acme" } });
  });

  test("accepts a code once, in any ticket", async () => {
    await setUp();
    const now = code();
    expect((await step({ ticket: await ticket(), code: now })).ok).toBe(true);
    expect(await step({ ticket: await ticket(), code: now })).toMatchObject(codeRefused);
  });

  test("accepts a code once when it is sent many times at once", async () => {
    await setUp();
    const passed = await ticket();
    const now = code();
    const results = await Promise.all(Array.from({ length: 5 }, () => step({ ticket: passed, code: now })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  test("accepts no older code after a newer one, and none that is two steps off", async () => {
    await setUp();
    const older = code();
    clock.forward(30);
    expect((await step({ ticket: await ticket(), code: code() })).ok).toBe(true);
    expect(await step({ ticket: await ticket(), code: older })).toMatchObject(codeRefused);
    const stale = code();
    clock.forward(61);
    expect(await step({ ticket: await ticket(), code: stale })).toMatchObject(codeRefused);
  });

  test("accepts each recovery code once, however it is typed, and notifies the person", async () => {
    await setUp();
    const [first = "", second = ""] = recoveryCodes;
    expect((await step({ ticket: await ticket(), code: first.toUpperCase().replaceAll("-", " ") })).ok).toBe(
      true,
    );
    expect(await step({ ticket: await ticket(), code: first })).toMatchObject(codeRefused);
    expect((await step({ ticket: await ticket(), code: second })).ok).toBe(true);
    expect((await deps.store.outbox.page({})).rows.map((mail) => mail.subject)).toContain(
      "A recovery code was used",
    );
  });

  test.each(["", "123", "abcdef", "000000", "aaaa-bbbb-cccc-dddd"])("refuses %j", async (wrong) => {
    await setUp();
    expect(await step({ ticket: await ticket(), code: wrong })).toMatchObject(codeRefused);
  });

  test("needs the ticket of the password: a missing, forged or expired one, or one of a changed password, is refused", async () => {
    await setUp();
    const over = { ok: false, problem: { code: "second_step_over" } };
    const passed = await ticket();
    expect(await step({ ticket: null, code: code() })).toMatchObject(over);
    expect(await step({ ticket: "forged", code: code() })).toMatchObject(over);
    await deps.store.users.update(ann.user?.id ?? "", { passwordHash: "another" });
    expect(await step({ ticket: passed, code: code() })).toMatchObject(over);
    clock.forward(601);
    expect(openSecondStep(deps, passed)).toBeNull();
    expect(await step({ ticket: passed, code: code() })).toMatchObject(over);
  });

  test("counts wrong codes per account from everywhere, but apart for the owner's own device", async () => {
    const { deviceCookie } = await signedIn(deps);
    await setUp();
    const passed = await ticket();
    for (let n = 0; n < 5; n++) {
      expect(await step({ ticket: passed, code: "000000", address: `198.51.100.${n}` })).toMatchObject(
        codeRefused,
      );
    }
    const stranger = await step({ ticket: passed, code: code(), address: "198.51.100.99" });
    expect(stranger).toMatchObject({ problem: { code: "too_many_tries" } });
    expect((await step({ ticket: passed, code: code(), deviceCookie })).ok).toBe(true);
  });

  test("is not requested before the password is right", async () => {
    await setUp();
    const result = await signInWithPassword(deps, aTry({ password: `${ownPassword}!` }));
    expect(result).toMatchObject({ problem: { code: "sign_in_refused" } });
  });
});

describe("later changes", () => {
  test("ask for the password too, and a wrong one uses up no code", async () => {
    await setUp();
    const wrong = { currentPassword: "not mine", code: code() };
    const refusal = { problem: { code: "current_password_wrong" } };
    expect(await replaceRecoveryCodes(deps, ann, wrong)).toMatchObject(refusal);
    expect(await disableTwoFactor(deps, ann, wrong)).toMatchObject(refusal);
    expect((await deps.store.users.byId(ann.user?.id ?? ""))?.hasTwoFactor).toBe(true);
    expect(await disableTwoFactor(deps, ann, { ...own, code: wrong.code })).toMatchObject({ ok: true });
  });

  test("new recovery codes end the old ones and need a code", async () => {
    await setUp();
    const [old = ""] = recoveryCodes;
    expect(await replaceRecoveryCodes(deps, ann, { ...own, code: "000000" })).toMatchObject(codeRefused);
    const replaced = await replaceRecoveryCodes(deps, ann, { ...own, code: code() });
    expect(replaced).toMatchObject({ ok: true });
    expect(await step({ ticket: await ticket(), code: old })).toMatchObject(codeRefused);
  });

  test("turning it off needs a code and is refused while a space requires it", async () => {
    await setUp();
    await deps.store.spaces.update(ann.space.id, { twoFactorRequired: true });
    expect(await disableTwoFactor(deps, ann, { ...own, code: code() })).toMatchObject({
      problem: { code: "two_factor_required" },
    });
    await deps.store.spaces.update(ann.space.id, { twoFactorRequired: false });
    expect(await disableTwoFactor(deps, ann, { ...own, code: "000000" })).toMatchObject(codeRefused);
    expect(await disableTwoFactor(deps, ann, { ...own, code: code() })).toEqual({ ok: true, value: null });
    expect((await signedIn(deps)).step).toBe("signed_in");
    expect(await deps.store.users.unusedRecoveryCodes(ann.user?.id ?? "")).toBe(0);
  });
});
