import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { annWithPassword, signedIn } from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { serve } from "@/lib/server/testing/browser";
import { authOptions } from "./next-auth";

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

type Callbacks = NonNullable<Awaited<ReturnType<typeof authOptions>>["callbacks"]>;
const callback = async <N extends keyof Callbacks>(name: N) => {
  const found = (await authOptions()).callbacks?.[name];
  return found ?? expect.fail(`no callback ${name}`);
};

describe("next-auth", () => {
  test("puts the session's id into the token and nothing about the person", async () => {
    const jwt = await callback("jwt");
    const token = await jwt({
      token: { name: "Ann", email: "ann@acme.example", sub: "session_1" },
      user: { id: "session_1" },
      account: null,
    });
    expect(token).toEqual({ sid: "session_1" });
  });

  test("renews no token whose session has ended", async () => {
    await annWithPassword(deps);
    const { sessionId } = await signedIn(deps);
    type Jwt = NonNullable<Callbacks["jwt"]>;
    // Each request has options of its own.
    const renew = async (sid: unknown) =>
      (await callback("jwt"))({ token: { sid } } as unknown as Parameters<Jwt>[0]);
    expect(await renew(sessionId)).toEqual({ sid: sessionId });
    await deps.store.sessions.end(sessionId, "ended_by_administrator", clock.now());
    await expect(renew(sessionId)).rejects.toThrow("The session has ended.");
    await expect(renew(undefined)).rejects.toThrow("The session has ended.");
    await expect(renew("session_unknown")).rejects.toThrow("The session has ended.");
  });

  test.each([
    ["https://evil.example/x", "/"],
    ["//evil.example", "/"],
    ["http://localhost:3000.evil.example/", "/"],
    ["http://localhost:3000//evil.example", "/"],
    ["/acme/admin", "/acme/admin"],
    ["http://localhost:3000/acme?x=1", "/acme?x=1"],
    ["/api/v1/me", "/"],
  ])("redirects %j to %j of this site", async (url, path) => {
    const redirect = await callback("redirect");
    expect(await redirect({ url, baseUrl: "https://evil.example" })).toBe(`http://localhost:3000${path}`);
  });

  test("ends the row when it signs out", async () => {
    await annWithPassword(deps);
    const { sessionId } = await signedIn(deps);
    const { events } = await authOptions();
    await events?.signOut?.({ token: { sid: sessionId }, session: { expires: "" } } as never);
    expect(await deps.store.sessions.byId(sessionId)).toMatchObject({ endedReason: "signed_out" });
  });
});
