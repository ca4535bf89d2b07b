import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, anOrganization } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { annWithPassword, ownPassword, refusalOf, signedIn } from "@/lib/features/testing/password-world";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { changePassword } from "./change-password";
import { mailFirstPassword, sendReset } from "./forgot-password";
import { resetPassword } from "./reset-password";

const fresh = "lantern cobalt mustard";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let ann: Context;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  const { space, userId } = await annWithPassword(deps);
  ann = await contextAs(deps, space, userId);
});

const change = (over = {}) =>
  changePassword(deps, ann, { currentPassword: ownPassword, newPassword: fresh, ...over });

async function throughConnection(organizationId: string) {
  const connection = await aConnection(deps.store, organizationId);
  await deps.store.sessions.admit(ann.sessionId ?? "", {
    spaceId: ann.space.id,
    way: "connection",
    connectionId: connection.id,
    providerSession: null,
    admittedAt: clock.now(),
  });
}

describe("changing the password", () => {
  test("opens a new session with the same spaces in this browser and ends all others", async () => {
    const elsewhere = await signedIn(deps);
    const changed = await change();
    if (!changed.ok) throw new Error(changed.problem.code);
    const before = await deps.store.sessions.byId(ann.sessionId ?? "");
    const after = await deps.store.sessions.byId(changed.value.sessionId);
    expect(changed.value.sessionId).not.toBe(ann.sessionId);
    expect(after?.spaces).toEqual(before?.spaces);
    expect(before).toMatchObject({ endedReason: "replaced" });
    expect(await deps.store.sessions.byId(elsewhere.sessionId)).toMatchObject({
      endedReason: "password_changed",
    });
    expect(await refusalOf(deps, { password: fresh })).toBeNull();
    expect(await auditedActions(deps, ann.space.id)).toContain("password.changed");
    expect((await deps.store.outbox.page({})).rows.map((mail) => mail.subject)).toEqual([
      "Your password was changed",
    ]);
  });

  test("ends pending reset links", async () => {
    await sendReset(deps, "ann@acme.example");
    const [mail] = (await deps.store.outbox.page({})).rows;
    const secret = /reset-password\/([\w-]+)/.exec(mail?.body ?? "")?.[1] ?? "";
    await change();
    expect(await deps.store.passwordResets.peek(deps.secrets.hash(secret), clock.now())).toBeNull();
  });

  test("asks for the current one, and allows a few tries only", async () => {
    for (let n = 0; n < 5; n++) {
      expect(await change({ currentPassword: `guess ${n}` })).toMatchObject({
        problem: { code: "current_password_wrong", field: "currentPassword" },
      });
    }
    expect(await change()).toMatchObject({ problem: { code: "too_many_tries" } });
    // Somebody at an unattended browser has used up their tries, not the owner's.
    expect(await refusalOf(deps)).toBeNull();
  });

  test("refuses the same one again, and easy ones", async () => {
    expect(await change({ newPassword: ownPassword })).toMatchObject({
      problem: { code: "password_same_as_before" },
    });
    expect(await change({ newPassword: "password1234" })).toMatchObject({
      problem: { code: "password_too_easy" },
    });
  });

  test("needs a session that proves the person: by password, or by the provider of their own domain", async () => {
    const organizationId = await anOrganization(deps.store, ann.space.id);
    await throughConnection(organizationId);
    expect(await change()).toMatchObject({ problem: { code: "address_not_proven" } });

    const id = deps.secrets.id("dom");
    await deps.store.domainsOf(organizationId).insert({
      id,
      organizationId,
      name: "acme.example",
      status: "pending",
      challenge: "x",
      verifiedBy: null,
      verifiedAt: null,
      lastCheckedAt: null,
      lastCheckResult: null,
      createdAt: clock.now(),
    });
    expect(await change()).toMatchObject({ problem: { code: "address_not_proven" } });
    await deps.store.domainsOf(organizationId).verify(id, "dns", clock.now());
    expect(await change()).toMatchObject({ ok: true });
  });

  test("sets no first password in any session: a link is mailed to the person's own address", async () => {
    const userId = ann.user?.id ?? "";
    await deps.store.users.update(userId, { passwordHash: null });
    for (const currentPassword of ["", ownPassword])
      expect(await change({ currentPassword })).toMatchObject({
        problem: { code: "first_password_by_mail" },
      });
    expect((await deps.store.users.byId(userId))?.hasPassword).toBe(false);

    expect(await mailFirstPassword(deps, ann)).toMatchObject({
      ok: true,
      value: { email: "ann@acme.example" },
    });
    const [mail] = (await deps.store.outbox.page({})).rows;
    expect(mail?.recipient).toBe("ann@acme.example");
    const link = /reset-password\/([\w-]+)/.exec(mail?.body ?? "")?.[1] ?? "";
    expect(await resetPassword(deps, { link, newPassword: fresh, address: null })).toMatchObject({
      ok: true,
    });
    expect(await refusalOf(deps, { password: fresh })).toBeNull();
    expect(await mailFirstPassword(deps, ann)).toMatchObject({ problem: { code: "password_exists" } });
  });

  test("mails no more first links than reset links", async () => {
    await deps.store.users.update(ann.user?.id ?? "", { passwordHash: null });
    const codes: string[] = [];
    for (let n = 0; n < 10; n++) {
      const sent = await mailFirstPassword(deps, ann);
      codes.push(sent.ok ? "sent" : sent.problem.code);
    }
    expect(codes[0]).toBe("sent");
    expect(codes.at(-1)).toBe("too_many_tries");
    expect((await deps.store.outbox.page({})).rows.length).toBe(
      codes.filter((code) => code === "sent").length,
    );
  });

  test("is not for people whom no space admits by password", async () => {
    await deps.store.spaces.update(ann.space.id, { passwordSignIn: "it_administrators_only" });
    expect(await change()).toMatchObject({ problem: { code: "password_not_used_here" } });
  });

  test("is not for programs", async () => {
    expect(
      await changePassword(
        deps,
        { ...ann, sessionId: null, via: "token" },
        { currentPassword: ownPassword, newPassword: fresh },
      ),
    ).toMatchObject({
      problem: { code: "session_needed" },
    });
  });
});
