import { expect, test } from "vitest";
import { trustOnly } from "./client-of-request";

function believed(
  trustedProxies: number,
  forwardedFor: string | undefined,
  peer: string,
): string | undefined {
  const headers = { "x-forwarded-for": forwardedFor } as Record<string, string | undefined>;
  trustOnly(trustedProxies, headers, peer);
  return headers["x-forwarded-for"];
}

test("without proxies the socket's address counts, whatever the client writes", () => {
  expect(believed(0, undefined, "192.0.2.1")).toBe("192.0.2.1");
  expect(believed(0, "198.51.100.9", "192.0.2.1")).toBe("192.0.2.1");
});

test("behind one proxy its last entry counts, behind two the one before", () => {
  expect(believed(1, "203.0.113.5, 198.51.100.9", "10.0.0.1")).toBe("198.51.100.9");
  expect(believed(2, "203.0.113.5, 198.51.100.9, 10.0.0.2", "10.0.0.1")).toBe("198.51.100.9");
});

test("a request that bypasses the proxies counts by what is available", () => {
  expect(believed(2, undefined, "192.0.2.1")).toBe("192.0.2.1");
});

test("other forwarding headers are trusted only behind a proxy", () => {
  const headers = { "x-forwarded-host": "evil.example", host: "sso.example" };
  trustOnly(1, headers, "10.0.0.1");
  expect(headers["x-forwarded-host"]).toBe("evil.example");
  trustOnly(0, headers, "10.0.0.1");
  expect(headers).toEqual({ host: "sso.example", "x-forwarded-for": "10.0.0.1" });
});
