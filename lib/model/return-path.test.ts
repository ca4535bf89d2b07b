import { describe, expect, test } from "vitest";
import { firstPart, safeReturnPath } from "./return-path";

describe("a path to come back to", () => {
  test.each([
    ["/acme", "/acme"],
    ["/acme/admin/users?sort=name&page=2#row-3", "/acme/admin/users?sort=name&page=2#row-3"],
    ["/acme/admin/security/sso", "/acme/admin/security/sso"],
    ["/acme/./admin/../account", "/acme/account"],
    ["/acme?next=https://evil.example", "/acme?next=https://evil.example"],
    ["/%2f%2fevil.example", "/%2f%2fevil.example"],
    ["/", "/"],
  ])("keeps %j", (asked, kept) => {
    expect(safeReturnPath(asked)).toBe(kept);
  });

  test.each([
    null,
    undefined,
    42,
    "",
    "acme",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\evil.example",
    "/.//evil.example",
    "/acme/..//evil.example",
    "/%2e//evil.example",
    "/\t/evil.example",
    "/acme\r\nSet-Cookie: a=b",
    "/acme\u0000",
    "/acme\u0085",
    " /acme",
    "https://evil.example/acme",
    "javascript:alert(1)",
    "data:text/html,x",
    "/api/v1/me",
    "/api",
    "/%61pi/v1/me",
    "/acme/../api/auth/signout",
    "/_next/static/x.js",
    "/login?next=/acme",
    "/logout",
    "/reset-password/abc",
    "/acme/login",
    "/acme/sso/okta",
    `/acme?${"a".repeat(2048)}`,
  ])("refuses %j", (asked) => {
    expect(safeReturnPath(asked)).toBeNull();
  });

  test("names the space in its first part", () => {
    expect(firstPart("/acme/admin?x#y")).toBe("acme");
    expect(firstPart("/acme?x")).toBe("acme");
    expect(firstPart("/")).toBe("");
    expect(firstPart("")).toBe("");
  });
});
