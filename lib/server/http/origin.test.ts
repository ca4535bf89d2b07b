import { describe, expect, test } from "vitest";
import { isForeignChange, isOwnOrigin, isStartedElsewhere } from "./origin";

const appUrl = "https://sso.gatehouse.example";
const sent = (headers: Record<string, string>) => new Headers(headers);

describe("an action's origin", () => {
  test("is this site's own, exactly", () => {
    expect(isOwnOrigin(sent({ origin: appUrl }), appUrl)).toBe(true);
    expect(isOwnOrigin(sent({ origin: "https://sso.gatehouse.example" }), `${appUrl}/base`)).toBe(true);
  });

  test.each([
    [{}],
    [{ origin: "null" }],
    [{ origin: "" }],
    [{ origin: "http://sso.gatehouse.example" }],
    [{ origin: "https://sso.gatehouse.example:8443" }],
    [{ origin: "https://sso.gatehouse.example.evil.example" }],
    [{ origin: "https://evil.example" }],
    // Forwarding proxies write these.
    [{ origin: "https://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" }],
    [{ host: "sso.gatehouse.example", "x-forwarded-host": "sso.gatehouse.example" }],
    [{ referer: `${appUrl}/acme` }],
  ])("is foreign with %j", (headers: Record<string, string>) => {
    expect(isOwnOrigin(sent(headers), appUrl)).toBe(false);
  });
});

describe("the proxy's checks", () => {
  const change = (pathname: string, headers: Record<string, string>, method = "POST") =>
    isForeignChange({ method, pathname, headers: sent(headers) }, appUrl);
  const cookie = "next-auth.session-token=x";

  test("passes this site's own changes and every read", () => {
    expect(change("/acme/admin", { origin: appUrl, cookie })).toBe(false);
    expect(change("/acme/admin", { cookie }, "GET")).toBe(false);
    expect(change("/acme/admin", { cookie, origin: "https://evil.example" }, "HEAD")).toBe(false);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "post"])("stops a foreign %s", (method) => {
    expect(change("/acme/admin", { origin: "https://evil.example", cookie }, method)).toBe(true);
    expect(change("/acme/admin", { origin: "https://evil.example" }, method)).toBe(true);
    expect(change("/acme/admin", { origin: "null", cookie }, method)).toBe(true);
    expect(change("/acme/admin", { cookie }, method)).toBe(true);
  });

  test("is open where a provider's form arrives, and nowhere else", () => {
    const foreign = { origin: "https://idp.example", cookie };
    expect(change("/api/sso/saml/conn_1/acs", foreign)).toBe(false);
    expect(change("/api/sso/saml/conn_1/acs", { origin: "null" })).toBe(false);
    expect(change("/api/sso/saml/conn_1/slo", foreign)).toBe(false);
    expect(change("/api/sso/saml/conn_1/slo", foreign, "PUT")).toBe(true);
    expect(change("/api/sso/saml/conn_1/slow", foreign)).toBe(true);
    expect(change("/api/sso/saml/conn_1/acs", foreign, "PUT")).toBe(true);
    expect(change("/api/sso/saml/conn_1/acs/other", foreign)).toBe(true);
    expect(change("/x/api/sso/saml/conn_1/acs", foreign)).toBe(true);
    expect(change("/api/sso/saml/a/b/acs", foreign)).toBe(true);
    expect(change("/api/sso/oidc/conn_1/initiate", foreign)).toBe(true);
    expect(change("/api/sso/finish", foreign)).toBe(true);
  });

  test("passes programs with a bearer token, except what a browser could add to one", () => {
    const bearer = { authorization: "Bearer ghp_x" };
    expect(change("/api/v1/spaces/acme/connections", bearer)).toBe(false);
    expect(change("/api/v1/spaces/acme/connections", { ...bearer, origin: "https://tool.example" })).toBe(
      false,
    );
    expect(change("/api/v1/spaces/acme/connections", { ...bearer, cookie })).toBe(true);
    expect(change("/acme/admin", { ...bearer, origin: "https://tool.example" })).toBe(true);
  });

  test("leaves a request without credentials to the routes behind it", () => {
    expect(change("/api/v1/me", {})).toBe(false);
  });
});

describe("the start of a sign-in", () => {
  const foreign = { referer: "https://evil.example/" };

  test.each([
    ["this site's own button or redirect", { "sec-fetch-site": "same-origin" }],
    ["the address bar, a bookmark or another program", { "sec-fetch-site": "none" }],
    ["this site, in a browser that only says what page it comes from", { referer: `${appUrl}/acme/login` }],
  ])("is on this site by %s", (_what, headers: Record<string, string>) => {
    expect(isStartedElsewhere(sent(headers), appUrl)).toBe(false);
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a neighbour under the same domain", { "sec-fetch-site": "same-site" }],
    ["what no specification knows", { "sec-fetch-site": "" }],
    [
      "another site that the Referer contradicts",
      { "sec-fetch-site": "cross-site", referer: `${appUrl}/acme` },
    ],
    ["another site, by its Referer", foreign],
    ["a page of a name that begins like ours", { referer: `${appUrl}.evil.example/` }],
    ["another scheme", { referer: "http://sso.gatehouse.example/acme" }],
    ["a Referer that is none", { referer: "about:client" }],
    // Every page can make the browser omit it.
    ["an old browser that says nothing", {}],
    [
      "whoever forwards a request",
      { host: "sso.gatehouse.example", "x-forwarded-host": "sso.gatehouse.example" },
    ],
  ])("is elsewhere by %s", (_what, headers: Record<string, string>) => {
    expect(isStartedElsewhere(sent(headers), appUrl)).toBe(true);
  });

  test("is decided by Sec-Fetch-Site, even if the Referer disagrees", () => {
    expect(isStartedElsewhere(sent({ "sec-fetch-site": "same-origin", ...foreign }), appUrl)).toBe(false);
  });
});
