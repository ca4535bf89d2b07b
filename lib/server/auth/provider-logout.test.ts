import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Dependencies } from "@/lib/ports/dependencies";
import { request, serve } from "@/lib/server/testing/browser";
import { providerLogoutCookieName } from "./cookies";
import { isBackFromProvider, keepProviderLogout, providerLogoutAddress } from "./provider-logout";

vi.mock("next/headers", async () => (await import("@/lib/server/testing/browser")).nextHeaders);

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  clock = testClock();
  deps = testDependencies(database, clock);
  serve(deps, database);
});

const logout = { by: "address", url: "https://idp.example/out" } as const;
const cookie = () => providerLogoutCookieName(deps.appUrl);
const context = { tenant: "global", table: "provider_logout", row: "browser", column: "url" };
/** The state of the browser's redirect, which only the sealed cookie contains. */
const stateSent = () =>
  (JSON.parse(deps.vault.open(request.cookies.get(cookie()) ?? "", context)) as { state: string }).state;

describe("the redirect to the provider after signing out", () => {
  test("is stored in a sealed cookie", async () => {
    await keepProviderLogout(logout);
    expect(request.cookies.get(cookie())).not.toContain("idp.example");
    expect(await providerLogoutAddress()).toBe(logout.url);
  });

  test("is none without the cookie, with another's, or without a provider that can end its session", async () => {
    expect(await providerLogoutAddress()).toBeNull();
    request.cookies.set(cookie(), "v1.key.made-up");
    expect(await providerLogoutAddress()).toBeNull();
    await keepProviderLogout(null);
    expect(await providerLogoutAddress()).toBeNull();
  });
});

describe("the way back", () => {
  test("is recognised by the state of this browser's redirect", async () => {
    await keepProviderLogout(logout);
    expect(await isBackFromProvider(stateSent())).toBe(true);
  });

  test("is refused with another state, of another redirect, or in another browser", async () => {
    await keepProviderLogout(logout);
    const before = stateSent();
    for (const state of ["", "forged", `${before}x`]) expect(await isBackFromProvider(state)).toBe(false);
    await keepProviderLogout(logout);
    expect(await isBackFromProvider(before)).toBe(false);
    request.cookies.clear();
    expect(await isBackFromProvider(before)).toBe(false);
  });
});
