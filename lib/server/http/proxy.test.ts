import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { config, proxy } from "@/proxy";
import { setProtocolHeaders } from "./security-headers";

const appUrl = "https://sso.gatehouse.example";

beforeEach(() => vi.stubEnv("APP_URL", `${appUrl}/`));
afterEach(() => vi.unstubAllEnvs());

function request(path: string, headers: Record<string, string> = {}, method = "GET") {
  return proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { method, headers }));
}

/** The page's view of the request, by Next's own way of passing changed headers on. */
const seen = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);

describe("the proxy", () => {
  test("gives each request another nonce, to the page and to the browser alike", () => {
    const first = request("/acme");
    const second = request("/acme");
    const nonceOf = (text: string | null) => /'nonce-([^']+)'/.exec(text ?? "")?.[1];
    expect(nonceOf(first.headers.get("content-security-policy"))).toBe(seen(first, "x-nonce"));
    expect(nonceOf(seen(first, "content-security-policy"))).toBe(seen(first, "x-nonce"));
    expect(seen(first, "x-nonce")).not.toBe(seen(second, "x-nonce"));
  });

  test("passes on nothing that a client invented about the request", () => {
    const response = request("/acme?x=1", {
      "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
      "x-nonce": "known",
      "x-gatehouse-path": "/other",
      "content-security-policy": "script-src *",
    });
    expect(seen(response, "x-middleware-subrequest")).toBeNull();
    expect(response.headers.get("x-middleware-override-headers")?.split(",")).not.toContain(
      "x-middleware-subrequest",
    );
    expect(seen(response, "x-gatehouse-path")).toBe("/acme?x=1");
    expect(seen(response, "x-nonce")).not.toBe("known");
    expect(seen(response, "content-security-policy")).not.toContain("*");
  });

  test("refuses a change from another site, whatever the forwarded host says", () => {
    const foreign = {
      origin: "https://evil.example",
      cookie: "a=b",
      "x-forwarded-host": "evil.example",
      host: "evil.example",
    };
    expect(request("/acme/admin", foreign, "POST").status).toBe(403);
    expect(request("/acme/admin", { origin: appUrl, cookie: "a=b" }, "POST").status).toBe(200);
    expect(request("/api/sso/saml/conn_1/acs", foreign, "POST").status).toBe(200);
  });

  test("leads the sign-out form to its route", () => {
    const response = request("/logout", { origin: appUrl, cookie: "a=b" }, "POST");
    expect(response.headers.get("x-middleware-rewrite")).toMatch(/^http:\/\/[^/]+\/api\/sign-out$/);
    expect(request("/logout").headers.get("x-middleware-rewrite")).toBeNull();
  });

  test("leaves routes that redirect to a provider their own policy", () => {
    for (const path of ["/acme/sso/okta", "/api/sso/saml/conn_1/acs", "/api/sso/finish"]) {
      expect(request(path).headers.get("content-security-policy")).toBeNull();
      expect(request(path).headers.get("referrer-policy")).toBeNull();
      expect(request(path).headers.get("x-frame-options")).toBe("DENY");
    }
    for (const path of [
      "/acme/sso",
      "/acme/admin/security/sso",
      "/acme/admin/security/sso/conn_1",
      "/acme/sso/okta/more",
    ]) {
      expect(request(path).headers.get("content-security-policy")).toContain("form-action 'self'");
    }
  });

  test("leaves a brand's files their own policy; other sites may show a logo and nothing else", () => {
    const resource = (path: string) => request(path).headers.get("cross-origin-resource-policy");
    for (const path of ["/api/brand/logo/space_1/abc", "/api/brand/accent/1/1a5fb4"])
      expect(request(path).headers.get("content-security-policy")).toBeNull();
    expect(resource("/api/brand/logo/space_1/abc")).toBe("cross-origin");
    for (const path of ["/api/brand/accent/1/1a5fb4", "/login", "/api/brandish"])
      expect(resource(path)).toBe("same-origin");
    expect(request("/api/brandish").headers.get("content-security-policy")).toContain("default-src 'self'");
  });

  test("sets the security headers on responses and refusals alike", () => {
    for (const response of [request("/acme"), request("/acme", { cookie: "a=b" }, "POST")]) {
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("strict-transport-security")).toContain("max-age=");
    }
  });
});

describe("the addresses that the proxy leaves out", () => {
  const matches = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));

  test("are those of a sign-in and of files, and none of a page, an action or the API", () => {
    for (const path of [
      "/api/sso/finish",
      "/api/sso/saml/conn_1/acs",
      "/acme/sso/okta",
      "/_next/static/a.js",
    ])
      expect(matches(path), path).toBe(false);
    for (const path of [
      "/",
      "/login",
      "/acme",
      "/acme/sso",
      "/acme/admin/security/sso/new",
      "/api/v1/me",
      "/api/auth/session",
      "/api/sign-out",
      "/acme/sso/okta/more",
    ])
      expect(matches(path), path).toBe(true);
  });

  test("have the same headers all the same", () => {
    const set = new Map<string, string>();
    const answer = { setHeader: (name: string, value: string) => set.set(name.toLowerCase(), value) };
    setProtocolHeaders("/acme/admin?x=/sso/", appUrl, answer);
    expect(set.size).toBe(0);
    setProtocolHeaders("/acme/sso/okta?next=%2F", appUrl, answer);
    expect(Object.fromEntries(set)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "strict-transport-security": expect.stringContaining("max-age="),
    });
  });
});
