import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { annWithPassword, signedIn } from "@/lib/features/testing/password-world";
import type { Dependencies } from "@/lib/ports/dependencies";
import { carry, request, serve } from "@/lib/server/testing/browser";
import { GET } from "./route";

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

const name = "next-auth.session-token";
const look = (cookie: string | undefined) =>
  GET(
    new NextRequest("http://localhost:3000/api/auth/session", {
      headers: cookie === undefined ? {} : { cookie: `${name}=${cookie}` },
    }),
  );

test("names the person of the cookie's session, and leaves the cookie unchanged", async () => {
  await annWithPassword(deps);
  const opened = await signedIn(deps);
  await carry(deps, opened);
  const answer = await look(request.cookies.get(name));
  expect(await answer.json()).toEqual({
    user: { name: "Ann Apple", email: "ann@acme.example" },
    expires: opened.expiresAt.toISOString(),
  });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
});

test("returns nothing for a session that was ended, and removes its cookie", async () => {
  await annWithPassword(deps);
  const opened = await signedIn(deps);
  await carry(deps, opened);
  await deps.store.sessions.end(opened.sessionId, "ended_by_administrator", clock.now());
  const answer = await look(request.cookies.get(name));
  expect(await answer.json()).toEqual({});
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^next-auth\.session-token=;.*Expires=Thu, 01 Jan 1970/),
  ]);
});

test.each([undefined, "forged", ""])("nobody is signed in with the cookie %j", async (cookie) => {
  expect(await (await look(cookie)).json()).toEqual({});
});
