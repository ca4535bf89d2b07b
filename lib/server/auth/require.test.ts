import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnectionOf, aMember, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { annWithPassword, signedIn } from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { requestPathHeader } from "@/lib/server/http/request-path";
import { carry, request, serve, thrownBy } from "@/lib/server/testing/browser";
import { requireMember, requireOperator, requirePermission, requireSignedIn } from "./require";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

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
  serve(deps, database);
});

const at = (path: string) => request.headers.set(requestPathHeader, path);

describe("a page of a space", () => {
  test("opens for its member, if the space admitted the session", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    await carry(deps, await signedIn(deps));
    expect(await requireMember("acme")).toMatchObject({
      space: { id: space.id },
      user: { id: userId },
      actor: { kind: "user", id: userId, name: "Ann Apple" },
      via: "session",
    });
  });

  test("redirects visitors who are not signed in to the space's sign-in page, and back to the page afterwards", async () => {
    await aSpace(deps.store, { slug: "acme" });
    at("/acme/admin/users?page=2");
    expect(await thrownBy(() => requireMember("acme"))).toBe(
      "/acme/login?next=%2Facme%2Fadmin%2Fusers%3Fpage%3D2",
    );
    at("//evil.example");
    expect(await thrownBy(() => requireMember("acme"))).toBe("/acme/login");
  });

  test("is not found for members of other spaces, unknown spaces, waiting and deactivated people", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    await aSpace(deps.store, { slug: "other" });
    await carry(deps, await signedIn(deps));
    expect(await thrownBy(() => requireMember("other"))).toBe("404");
    expect(await thrownBy(() => requireMember("nowhere"))).toBe("404");
    for (const status of ["pending", "deactivated"] as const) {
      await deps.store.membershipsOf(space.id).update(userId, { status, licence: null });
      expect(await thrownBy(() => requireMember("acme"))).toBe("404");
    }
  });

  test("redirects a member whom another space's sign-in page admitted to its own sign-in page", async () => {
    const { userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    const enforced = await aSpace(deps.store, { slug: "enforced", passwordSignIn: "it_administrators_only" });
    await deps.store
      .membershipsOf(enforced.id)
      .insert({ ...(await aMember(deps.store, enforced.id)), userId });
    await carry(deps, await signedIn(deps));
    expect(await thrownBy(() => requireMember("enforced"))).toBe("/enforced/login");
  });

  test("is closed to a session that was ended, even if the browser still has its cookie", async () => {
    await annWithPassword(deps, { space: { slug: "acme" } });
    const session = await signedIn(deps);
    await carry(deps, session);
    expect(await thrownBy(() => requireMember("acme"))).toBe("nothing");
    await deps.store.sessions.end(session.sessionId, "signed_out", clock.now());
    expect(await thrownBy(() => requireMember("acme"))).toBe("/acme/login");
  });

  test("redirects to a required action first; the own account can be opened meanwhile", async () => {
    await annWithPassword(deps, { space: { slug: "acme", twoFactorRequired: true } });
    await carry(deps, await signedIn(deps));
    expect(await thrownBy(() => requireMember("acme"))).toBe("/acme/account?duty=two_factor");
    expect(await requireMember("acme", { requiredActions: "ignore" })).toMatchObject({
      requiredAction: "two_factor",
    });
  });

  test("requires its permission: an administrator's by role, another's by grant, nobody else's", async () => {
    const { space, userId } = await annWithPassword(deps, { space: { slug: "acme" } });
    await carry(deps, await signedIn(deps));
    const outcome = (permission: "manage_auth_integrations" | "manage_people") =>
      thrownBy(() => requirePermission("acme", permission));
    expect(await outcome("manage_auth_integrations")).toBe("404");
    await deps.store
      .membershipsOf(space.id)
      .update(userId, { permissions: ["manage_auth_integrations", "manage_people"] });
    expect(await outcome("manage_auth_integrations")).toBe("nothing");
    expect(await outcome("manage_people")).toBe("404");
    await deps.store.membershipsOf(space.id).update(userId, { role: "admin", permissions: [] });
    expect(await outcome("manage_people")).toBe("nothing");
  });
});

describe("a bearer token", () => {
  test("does not count as a session cookie", async () => {
    await annWithPassword(deps, { space: { slug: "acme" } });
    await carry(deps, await signedIn(deps));
    const [value] = request.cookies.values();
    request.cookies.clear();
    request.headers.set("authorization", `Bearer ${value}`);
    expect(await thrownBy(() => requireSignedIn())).toBe("/login");
  });
});

describe("an operator's page", () => {
  test("opens for an operator who gave the password, and is not found for anybody else", async () => {
    expect(await thrownBy(() => requireOperator())).toBe("/login");
    const { userId } = await annWithPassword(deps, { membership: { role: "admin" } });
    await carry(deps, await signedIn(deps));
    expect(await thrownBy(() => requireOperator())).toBe("404");
    await deps.store.users.update(userId, { isOperator: true });
    expect(await requireOperator()).toMatchObject({ actor: { kind: "operator", id: userId } });
  });

  test("stays closed to a session that only a customer's provider has opened in an operator's name", async () => {
    const { space, userId } = await annWithPassword(deps, { person: { isOperator: true } });
    const session = await signedIn(deps);
    await deps.store.sessions.admit(session.sessionId, {
      spaceId: space.id,
      way: "connection",
      connectionId: await aConnectionOf(deps.store, space.id),
      providerSession: null,
      admittedAt: clock.now(),
    });
    await carry(deps, session);
    expect((await requireSignedIn()).user.id).toBe(userId);
    expect(await thrownBy(() => requireOperator())).toBe("404");
  });
});
