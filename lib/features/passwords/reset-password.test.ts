import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace, aUser } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions } from "@/lib/features/testing/context-as";
import {
  annWithPassword,
  ownPassword,
  ownPasswordHash,
  refusalOf,
  signedIn,
} from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { forgotPassword, sendReset } from "./forgot-password";
import { peekReset, resetPassword } from "./reset-password";

const fresh = "lantern cobalt mustard";

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

/** Mails in the order in which they were written. */
async function mails() {
  const { rows } = await deps.store.outbox.page({ sort: "createdAt", direction: "asc" });
  return rows;
}

/** Requests a link and extracts it from the mail. */
async function link(email = "ann@acme.example") {
  const before = (await mails()).map((mail) => mail.id);
  await sendReset(deps, email);
  const mail = (await mails()).find((candidate) => !before.includes(candidate.id));
  return /\/reset-password\/([\w-]{43})(?:\?|$)/m.exec(mail?.body ?? "")?.[1] ?? expect.fail("no link");
}

const reset = (over: { link: string; newPassword?: string }) =>
  resetPassword(deps, { newPassword: fresh, address: "192.0.2.1", ...over });
const over = { ok: false, problem: { code: "reset_link_over" } };

describe("forgotten password", () => {
  test("answers everybody the same, and stops a flood from one address", async () => {
    for (let n = 0; n < 20; n++)
      expect(await forgotPassword(deps, { address: "192.0.2.1" })).toEqual({ ok: true, value: null });
    expect(await forgotPassword(deps, { address: "192.0.2.1" })).toMatchObject({
      problem: { code: "too_many_tries" },
    });
    expect((await forgotPassword(deps, { address: "192.0.2.2" })).ok).toBe(true);
  });

  test("mails a link to the owner of the address, and nothing to anybody unknown", async () => {
    await annWithPassword(deps);
    await aUser(deps.store, { email: "nowhere@acme.example" });
    for (const email of [
      "unknown@acme.example",
      "not an address",
      "ann@acme.example, eve@evil.example",
      "nowhere@acme.example",
    ]) {
      await sendReset(deps, email);
    }
    expect(await mails()).toEqual([]);
    await sendReset(deps, " ANN@acme.example ");
    expect((await mails()).map((mail) => mail.recipient)).toEqual(["ann@acme.example"]);
  });

  test("wears the look of the space that the person came from, if it is theirs, else of their only one", async () => {
    const { userId, space } = await annWithPassword(deps);
    const other = await aSpace(deps.store);
    const ofMail = async (cameFrom: string | null) => {
      const before = (await mails()).map(({ id }) => id);
      // So many in an hour would be limited.
      clock.forward(60 * 60);
      await sendReset(deps, "ann@acme.example", cameFrom);
      const mail = (await mails()).find(({ id }) => !before.includes(id));
      return [mail?.spaceId, /\?space=\S+/.exec(mail?.body ?? "")?.[0]];
    };
    expect(await ofMail(null)).toEqual([space.id, `?space=${space.slug}`]);
    expect(await ofMail(other.slug)).toEqual([space.id, `?space=${space.slug}`]);
    const membership = await deps.store.membershipsOf(space.id).byUser(userId);
    if (!membership) throw new Error("Ann is not in the space");
    await deps.store.membershipsOf(other.id).insert({ ...membership, spaceId: other.id });
    expect(await ofMail(null)).toEqual([null, undefined]);
    expect(await ofMail(other.slug)).toEqual([other.id, `?space=${other.slug}`]);
  });

  test("stores only the digest of the link", async () => {
    await annWithPassword(deps);
    const secret = await link();
    const kept = await deps.store.passwordResets.peek(deps.secrets.hash(secret), clock.now());
    expect(kept).not.toBeNull();
    expect(await deps.store.passwordResets.peek(secret, clock.now())).toBeNull();
  });

  test("resists a stranger who asks again and again: neither a flooded inbox nor an invalid link for the owner", async () => {
    await annWithPassword(deps);
    const first = await link();
    for (let n = 0; n < 10; n++) await sendReset(deps, "ann@acme.example");
    expect(await mails()).toHaveLength(3);
    expect(await reset({ link: first })).toMatchObject({ ok: true });
  });

  test("sends people whom no space admits by password to their provider instead", async () => {
    const { space } = await annWithPassword(deps, {
      space: { slug: "acme", name: "Acme", passwordSignIn: "it_administrators_only" },
    });
    const organizationId = await anOrganization(deps.store, space.id);
    const open = await aSpace(deps.store, { slug: "open" });
    await aMember(
      deps.store,
      open.id,
      {},
      { email: "sso-only@acme.example", ssoOnlyOrganizationId: organizationId },
    );
    await sendReset(deps, "ann@acme.example");
    await sendReset(deps, "sso-only@acme.example");
    const [anns, others] = await mails();
    expect(anns?.subject).toBe("You sign in through your organization");
    expect(anns?.body).toContain("Acme: http://localhost:3000/acme/login");
    expect(others?.body).toContain("/open/login");
    for (const mail of await mails()) expect(mail.body).not.toContain("/reset-password/");
  });

  test("gives people created by single sign-on a first password, if their space lets them use one", async () => {
    const space = await aSpace(deps.store);
    await aMember(deps.store, space.id, { origin: "sso" }, { email: "born@acme.example" });
    expect(await reset({ link: await link("born@acme.example") })).toMatchObject({ ok: true });
    expect(await refusalOf(deps, { email: "born@acme.example", password: fresh })).toBeNull();
  });
});

describe("a reset link", () => {
  test("sets the new password once, ends every session and every other link, and notifies the person", async () => {
    const { space, userId } = await annWithPassword(deps);
    const session = await signedIn(deps);
    const first = await link();
    const second = await link();
    expect(await reset({ link: first })).toEqual({ ok: true, value: { email: "ann@acme.example" } });

    expect(await refusalOf(deps, { password: ownPassword })).toMatchObject({ code: "sign_in_refused" });
    expect(await refusalOf(deps, { password: fresh })).toBeNull();
    expect(await deps.store.sessions.byId(session.sessionId)).toMatchObject({
      endedReason: "password_reset",
    });
    expect(await reset({ link: first, newPassword: "quartz bramble violin" })).toMatchObject(over);
    expect(await reset({ link: second, newPassword: "quartz bramble violin" })).toMatchObject(over);
    expect((await deps.store.users.byId(userId))?.passwordChangedAt).toEqual(clock.now());
    expect(await auditedActions(deps, space.id)).toContain("password.reset");
    expect((await mails()).at(-1)?.subject).toBe("Your password was changed");
  });

  test("is not used up by opening it, as mail scanners do, nor by a refused password", async () => {
    await annWithPassword(deps);
    const secret = await link();
    for (let n = 0; n < 3; n++)
      expect(await peekReset(deps, secret)).toMatchObject({ email: "ann@acme.example" });
    for (const [newPassword, code] of [
      ["short", "password_too_short"],
      ["ann@acme.example1", "password_too_easy"],
      [ownPassword, "password_same_as_before"],
    ] as const) {
      expect(await reset({ link: secret, newPassword })).toMatchObject({
        problem: { code, field: "newPassword" },
      });
    }
    expect(await reset({ link: secret })).toMatchObject({ ok: true });
  });

  test("works for an hour", async () => {
    await annWithPassword(deps);
    const secret = await link();
    clock.forward(60 * 60);
    expect(await peekReset(deps, secret)).toBeNull();
    expect(await reset({ link: secret })).toMatchObject(over);
  });

  test.each(["", "guess", "A".repeat(43)])("that was guessed (%j) does nothing", async (guess) => {
    await annWithPassword(deps);
    await link();
    expect(await reset({ link: guess })).toMatchObject(over);
  });

  test("works once when sent many times at once", async () => {
    await annWithPassword(deps);
    const secret = await link();
    const results = await Promise.all(
      ["one", "two", "three"].map((word) => reset({ link: secret, newPassword: `${fresh} ${word}` })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  test("does not bypass single sign-on that was enforced after the mail", async () => {
    const { space } = await annWithPassword(deps);
    const secret = await link();
    await deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
    expect(await reset({ link: secret })).toMatchObject({ problem: { code: "password_not_used_here" } });
    await deps.store.spaces.update(space.id, { passwordSignIn: "allowed" });
    expect(await refusalOf(deps, { password: ownPassword })).toBeNull();
  });

  test("does not bypass two-factor: the code is required afterwards", async () => {
    const { userId } = await annWithPassword(deps);
    await deps.store.users.update(userId, { totpSealed: "sealed", totpEnabledAt: clock.now() });
    expect(await reset({ link: await link() })).toMatchObject({ ok: true });
    expect((await deps.store.users.byId(userId))?.hasTwoFactor).toBe(true);
    await expect(signedIn(deps, { password: fresh })).rejects.toThrow("second_factor");
  });

  test("of one person does nothing to another", async () => {
    const { space } = await annWithPassword(deps);
    await aMember(
      deps.store,
      space.id,
      {},
      { email: "ben@acme.example", passwordHash: await ownPasswordHash() },
    );
    const bens = await signedIn(deps, { email: "ben@acme.example" });
    await reset({ link: await link() });
    expect(await deps.store.sessions.byId(bens.sessionId)).toMatchObject({ endedAt: null });
    expect(await refusalOf(deps, { email: "ben@acme.example" })).toBeNull();
  });
});
