import { describe, expect, test } from "vitest";
import { firstPart, safeReturnPath, safeReturnTarget } from "./return-path";

describe("a return path", () => {
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

describe("a target page named by a provider", () => {
  const appUrl = "https://sso.example";
  test.each([
    ["/acme/reports?a=1#b", "/acme/reports?a=1#b"],
    ["https://sso.example/acme/reports?a=1#b", "/acme/reports?a=1#b"],
    ["https://sso.example:443/acme", "/acme"],
    ["HTTPS://SSO.example/acme", "/acme"],
    ["https://sso.example", "/"],
  ])("%j leads to %j", (named, path) => {
    expect(safeReturnTarget(named, appUrl)).toBe(path);
  });

  test.each([
    null,
    "",
    "acme",
    "https://evil.example/acme",
    "http://sso.example/acme",
    "https://sso.example:444/acme",
    "https://sso.example.evil.example/",
    "https://sso.example@evil.example/",
    "https://user@sso.example/acme",
    "https://evil.example\\@sso.example/acme",
    "https://sso.example//evil.example",
    "https://sso.example/.//evil.example",
    "https://sso.example/\\evil.example",
    "https://sso.example/acme\r\nSet-Cookie: a=b",
    "https:\t//evil.example",
    "//sso.example/acme",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)//https://sso.example/",
    "data:text/html,x",
    "blob:https://sso.example/acme",
    "https://sso.example/api/v1/me",
    "https://sso.example/login",
    "https://sso.example/acme/sso/okta",
    `https://sso.example/${"a".repeat(10_240)}`,
  ])("%j is ignored", (named) => {
    expect(safeReturnTarget(named, appUrl)).toBeNull();
  });
});
