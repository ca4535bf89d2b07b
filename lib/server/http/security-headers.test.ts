import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

test("only scripts with the request's nonce run, and nothing may frame, rebase or embed", () => {
  const policy = contentSecurityPolicy("abc", { development: false, secure: true });
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toContain("unsafe");
  for (const rule of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(rule);
  }
});

test("pages with a secret address reveal it to nobody", () => {
  const policy = (pathname: string) => securityHeaders({ pathname, secure: true })["Referrer-Policy"];
  expect(policy("/reset-password/abc")).toBe("no-referrer, strict-origin");
  expect(policy("/setup/abc")).toBe("no-referrer, strict-origin");
  expect(policy("/setupx")).toBe("strict-origin-when-cross-origin");
});

test("plain connections are forbidden only if the site is reached over TLS", () => {
  expect(securityHeaders({ pathname: "/", secure: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ pathname: "/", secure: false })).not.toHaveProperty("Strict-Transport-Security");
});
