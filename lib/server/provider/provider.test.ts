import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { removeApplication, rotateSecret } from "@/lib/features/applications/manage-applications";
import { rotateSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import type { Space } from "@/lib/model/spaces/space";
import {
  anApplication,
  aRequest,
  Browser,
  byPassword,
  callback,
  configure,
  openProviderLab,
  operator,
  type ProviderLab,
  signInTo,
} from "./testing/provider-lab";

let lab: ProviderLab;
let acme: Space;
let ann: string;
let notes: Awaited<ReturnType<typeof anApplication>>;
let browser: Browser;

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  acme = await aSpace(lab.deps.store, { name: "Acme", externalId: `ext-${Math.random()}` });
  const member = await aMember(lab.deps.store, acme.id, { role: "editor", licence: "editor" });
  ann = member.userId;
  notes = await anApplication(lab);
  browser = new Browser(lab);
});

const signedIn = async () => {
  await browser.signIn(ann, byPassword(lab, acme.id));
  return browser;
};
const errorOf = (back: URL | Response) =>
  back instanceof URL ? back.searchParams.get("error") : `page ${back.status}`;
/** The result of a grant: the tokens, or the error's code. */
const outcome = (grant: Promise<unknown>) =>
  grant.then(
    () => "granted",
    (error) =>
      // RFC 6749 §5.2: a wrong secret in a header is answered with a challenge.
      error instanceof client.WWWAuthenticateChallengeError
        ? (error.cause[0]?.parameters.error ?? "challenged")
        : ((error as client.ResponseBodyError).error ?? String(error)),
  );

describe("discovery", () => {
  test("names one issuer, every address and what is supported, and nothing else", async () => {
    const response = await fetch(`${lab.appUrl}/.well-known/openid-configuration`, {
      headers: { host: "evil.example" },
    });
    const document = await response.json();
    const at = (path: string) => `${lab.appUrl}/oauth/${path}`;
    expect(document).toMatchObject({
      issuer: lab.appUrl,
      authorization_endpoint: at("authorize"),
      token_endpoint: at("token"),
      userinfo_endpoint: at("userinfo"),
      jwks_uri: at("jwks"),
      end_session_endpoint: at("end-session"),
      pushed_authorization_request_endpoint: at("par"),
      revocation_endpoint: at("revoke"),
      introspection_endpoint: at("introspect"),
      code_challenge_methods_supported: ["S256"],
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["ES256", "RS256"],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
    expect(document.request_parameter_supported).not.toBe(true);
    const { keys } = await (await fetch(at("jwks"))).json();
    expect(keys.map(({ alg }: { alg: string }) => alg).toSorted()).toEqual(["ES256", "RS256"]);
    for (const key of keys)
      for (const part of ["d", "p", "q", "dp", "dq", "qi"]) expect(key).not.toHaveProperty(part);
  });
});

describe("signing in to an application", () => {
  test("passes without a page if the person is signed in, and says who they are, how and with what role", async () => {
    await signedIn();
    const { back, tokens } = await signInTo(browser, notes.config);
    expect(`${back.origin}${back.pathname}`).toBe(callback);
    expect(back.searchParams.get("iss")).toBe(lab.appUrl);
    const granted = await tokens();
    expect(granted.claims()).toMatchObject({
      sub: ann,
      email: `${ann}@orchard.example`,
      email_verified: true,
      name: "Ann Apple",
      org_id: acme.id,
      org_slug: acme.slug,
      org_external_id: acme.externalId,
      role: "editor",
      teams: [],
      groups: [],
      acr: "password",
      amr: ["pwd"],
    });
    const claims: Record<string, unknown> = { ...granted.claims() };
    const { sid, auth_time, session_expiry } = claims;
    expect(sid).toMatch(/^appsess_/);
    expect(Number(session_expiry)).toBeGreaterThan(Number(auth_time));
    expect(granted.refresh_token).toBeUndefined();
    const info = await client.fetchUserInfo(notes.config, granted.access_token, ann);
    expect(info).toMatchObject({ sub: ann, role: "editor" });
  });

  test("works for an application with all addresses on its developer's computer", async () => {
    const at = (path: string) => `http://localhost:4700/${path}`;
    const local = await anApplication(lab, {
      redirectUris: [at("callback")],
      postLogoutRedirectUris: [at("")],
      homeUri: at(""),
      logoUri: at("logo.png"),
      initiateLoginUri: at("sign-in"),
      backchannelLogoutUri: at("logout"),
    });
    await signedIn();
    const { tokens } = await signInTo(browser, local.config, { redirect_uri: at("callback") });
    expect((await tokens()).claims()?.sub).toBe(ann);
  });

  test("reveals no more than the requested scopes", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config, { scope: "openid" });
    const claims = (await tokens()).claims() ?? {};
    for (const name of ["email", "name", "role", "org_id", "teams", "groups"])
      expect(claims).not.toHaveProperty(name);
  });

  test("redirects people who are not signed in to the space's sign-in page, and on from there", async () => {
    const { url, checks } = await aRequest(notes.config, {
      organization: acme.slug,
      login_hint: "ann@orchard.example",
    });
    const page = await browser.follow(url);
    if (!(page instanceof URL)) throw new Error("no redirect");
    expect(page.pathname).toBe(`/${acme.slug}/login`);
    expect(page.searchParams.get("login_hint")).toBe("ann@orchard.example");
    const next = page.searchParams.get("next") ?? "";
    await signedIn();
    const back = await browser.follow(next);
    if (!(back instanceof URL)) throw new Error(await back.text());
    expect((await client.authorizationCodeGrant(notes.config, back, checks)).claims()?.sub).toBe(ann);
  });

  test("by external ID finds the same space, and without any the person's own", async () => {
    const asked = async (change: Record<string, string>) => (await aRequest(notes.config, change)).url;
    const external = await browser.follow(await asked({ organization: acme.externalId ?? "" }));
    expect(external instanceof URL && external.pathname).toBe(`/${acme.slug}/login`);
    const unsaid = await new Browser(lab).follow(await asked({}));
    expect(unsaid instanceof URL && unsaid.pathname).toBe("/login");
  });

  test("ends at the application if the person goes back", async () => {
    const { url } = await aRequest(notes.config, { organization: acme.slug });
    const page = await browser.follow(url);
    if (!(page instanceof URL)) throw new Error("no redirect");
    expect(errorOf(await browser.follow(`${page.searchParams.get("next")}?cancel`))).toBe("access_denied");
  });

  test("belongs to one browser: another one finds nothing to continue", async () => {
    const { url } = await aRequest(notes.config, { organization: acme.slug });
    const page = await browser.follow(url);
    if (!(page instanceof URL)) throw new Error("no redirect");
    const thief = new Browser(lab);
    await thief.signIn(ann, byPassword(lab, acme.id));
    const stolen = await thief.follow(page.searchParams.get("next") ?? "");
    expect(stolen instanceof Response && stolen.status).toBe(400);
  });

  test("returns nothing if Next requests the page as data, and can still continue", async () => {
    const { url } = await aRequest(notes.config, { organization: acme.slug });
    const page = await browser.follow(url);
    if (!(page instanceof URL)) throw new Error("no redirect");
    const next = page.searchParams.get("next") ?? "";
    await signedIn();
    expect((await browser.open(next, { headers: { rsc: "1" } })).status).toBe(200);
    expect(errorOf(await browser.follow(next))).toBeNull();
  });
});

describe("without a page", () => {
  const silently = async (change: Record<string, string> = {}) =>
    browser.follow((await aRequest(notes.config, { prompt: "none", ...change })).url);

  test("nobody is signed in: login_required; somebody is: a code", async () => {
    expect(errorOf(await silently())).toBe("login_required");
    await signedIn();
    expect(errorOf(await silently())).toBeNull();
    expect(errorOf(await silently({ organization: acme.slug }))).toBeNull();
  });

  test("another space's session does not suffice", async () => {
    const other = await aSpace(lab.deps.store);
    await signedIn();
    expect(errorOf(await silently({ organization: other.slug }))).toBe("login_required");
    // Nor does membership, without that space's own sign-in.
    const membership = await lab.deps.store.membershipsOf(acme.id).byUser(ann);
    if (!membership) throw new Error("nobody");
    await lab.deps.store.membershipsOf(other.id).insert({ ...membership, spaceId: other.id });
    expect(errorOf(await silently({ organization: other.slug }))).toBe("login_required");
    await browser.signIn(ann, byPassword(lab, other.id));
    expect(errorOf(await silently({ organization: other.slug }))).toBeNull();
  });

  test("the provider's own cookie has no effect once our session has ended", async () => {
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    await signInTo(browser, notes.config);
    await lab.deps.store.sessions.end(sessionId, "signed_out", lab.deps.now());
    expect(errorOf(await silently())).toBe("login_required");
  });

  test("a browser that changes hands represents the second person only", async () => {
    await signedIn();
    const first = await (await signInTo(browser, notes.config)).tokens();
    const { userId: ben } = await aMember(lab.deps.store, acme.id);
    await browser.signIn(ben, byPassword(lab, acme.id));
    const second = await (await signInTo(browser, notes.config)).tokens();
    expect([first.claims()?.sub, second.claims()?.sub]).toEqual([ann, ben]);
    expect(second.claims()?.sid).not.toBe(first.claims()?.sid);
  });
});

describe("signing in once more", () => {
  test.each<Record<string, string>>([{ prompt: "login" }, { max_age: "0" }])(
    "%j is not satisfied by an older sign-in",
    async (change) => {
      await browser.signIn(ann, { ...byPassword(lab, acme.id), admittedAt: new Date(Date.now() - 60_000) });
      const { url, checks } = await aRequest(notes.config, change);
      const page = await browser.follow(url);
      if (!(page instanceof URL)) throw new Error("no redirect");
      expect(page.pathname).toBe(`/${acme.slug}/login`);
      expect(page.searchParams.get("again")).toBe("1");
      const next = page.searchParams.get("next") ?? "";
      const again = await browser.follow(next);
      expect(again instanceof URL && again.pathname).toBe(`/${acme.slug}/login`);
      await browser.signIn(ann, { ...byPassword(lab, acme.id), admittedAt: new Date(Date.now() + 1_000) });
      const back = await browser.follow(next);
      if (!(back instanceof URL)) throw new Error(await back.text());
      const granted = await client.authorizationCodeGrant(notes.config, back, { ...checks, maxAge: 100 });
      expect(granted.claims()?.sub).toBe(ann);
    },
  );

  test("the control: a max_age that the sign-in satisfies needs no page", async () => {
    await browser.signIn(ann, { ...byPassword(lab, acme.id), admittedAt: new Date(Date.now() - 60_000) });
    expect(errorOf(await browser.follow((await aRequest(notes.config, { max_age: "3600" })).url))).toBeNull();
  });
});

describe("an invalid request", () => {
  test.each([
    ["another path", "https://notes.example/callback/other"],
    ["a slash more", "https://notes.example/callback/"],
    ["another case", "https://notes.example/Callback"],
    ["a port", "https://notes.example:8443/callback"],
    ["plain http", "http://notes.example/callback"],
    ["a user", "https://user@notes.example/callback"],
    ["a fragment", "https://notes.example/callback#x"],
    ["a query", "https://notes.example/callback?to=evil"],
    ["another site", "https://evil.example/callback"],
    ["a loopback address", "http://localhost/callback"],
  ])("with %s leads to a page, not to the application", async (_, redirect_uri) => {
    await signedIn();
    const page = await browser.follow((await aRequest(notes.config, { redirect_uri })).url);
    if (page instanceof URL) throw new Error(page.href);
    expect(page.status).toBe(400);
    const text = await page.text();
    expect(text).toContain("not its own");
    expect(text).toContain("Redirect URI received");
    expect(text).not.toContain(`>${callback}<`);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("of an unknown application leads to a page that says so", async () => {
    const url = new URL((await aRequest(notes.config)).url);
    url.searchParams.set("client_id", "app_none<script>");
    const page = await browser.follow(url);
    if (page instanceof URL) throw new Error(page.href);
    expect(page.status).toBe(400);
    const text = await page.text();
    expect(text).toContain("not known here");
    expect(text).not.toContain("<script>");
  });

  test.each([
    ["an organization that does not exist", { organization: "nowhere" }],
    ["a connection that does not exist", { connection: "conn_none" }],
    ["no PKCE", { code_challenge: "", code_challenge_method: "" }],
    ["plain PKCE", { code_challenge_method: "plain" }],
  ])("with %s returns invalid_request", async (_, change) => {
    await signedIn();
    const url = new URL((await aRequest(notes.config)).url);
    for (const [name, value] of Object.entries(change))
      value === "" ? url.searchParams.delete(name) : url.searchParams.set(name, value);
    expect(errorOf(await browser.follow(url))).toBe("invalid_request");
  });

  test.each([
    ["request", "eyJhbGciOiJub25lIn0.e30."],
    ["request_uri", "http://169.254.169.254/latest"],
  ])("with %s is refused, and nothing is called", async (name, value) => {
    const url = new URL((await aRequest(notes.config)).url);
    url.searchParams.set(name, value);
    expect(errorOf(await browser.follow(url))).toBe(`${name}_not_supported`);
  });

  test("for a space that the application is not open to reads as for one that does not exist", async () => {
    await signedIn();
    const closed = await anApplication(lab, { openTo: "chosen", spaces: [{ spaceId: acme.id }] });
    const other = await aSpace(lab.deps.store);
    const answerFor = async (organization: string) => {
      const back = await browser.follow((await aRequest(closed.config, { organization })).url);
      if (!(back instanceof URL)) throw new Error("a page");
      return [errorOf(back), back.searchParams.get("error_description")?.replace(organization, "…")];
    };
    expect(await answerFor(other.slug)).toEqual(await answerFor("nowhere"));
    expect(
      errorOf(await browser.follow((await aRequest(closed.config, { organization: acme.slug })).url)),
    ).toBeNull();
  });

  test("of a person whom the application is not for returns access_denied", async () => {
    await signedIn();
    const forAdmins = await anApplication(lab, { roles: ["admin"] });
    expect(errorOf(await browser.follow((await aRequest(forAdmins.config)).url))).toBe("access_denied");
    const forEditors = await anApplication(lab, { roles: ["editor"] });
    expect(errorOf(await browser.follow((await aRequest(forEditors.config)).url))).toBeNull();
  });
});

describe("a code", () => {
  test("can be redeemed once by fifty at the same time", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(tokens())));
    expect(outcomes.filter((one) => one === "granted")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["granted", "invalid_grant"]));
  });

  test("if redeemed again, ends everything that came of it", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    const granted = await tokens();
    expect(await outcome(client.fetchUserInfo(notes.config, granted.access_token, ann))).toBe("granted");
    expect(await outcome(tokens())).toBe("invalid_grant");
    expect(await outcome(client.fetchUserInfo(notes.config, granted.access_token, ann))).not.toBe("granted");
  });

  test("does nothing for another application, with another verifier, with another address or none", async () => {
    await signedIn();
    const other = await anApplication(lab);
    const attempt = async (config: client.Configuration, change: object) => {
      const { back, checks } = await signInTo(browser, notes.config);
      return outcome(client.authorizationCodeGrant(config, back, { ...checks, ...change }));
    };
    expect(await attempt(other.config, {})).toBe("invalid_grant");
    expect(await attempt(notes.config, { pkceCodeVerifier: client.randomPKCECodeVerifier() })).toBe(
      "invalid_grant",
    );
    expect(await attempt(notes.config, { pkceCodeVerifier: undefined })).toBe("invalid_grant");
    expect(await attempt(notes.config, {})).toBe("granted");
  });

  test("expires after a minute", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    lab.forward(61);
    expect(await outcome(tokens())).toBe("invalid_grant");
  });
});

describe("a refresh token", () => {
  const offline = { scope: "openid email offline_access" };
  const granted = async () => {
    await signedIn();
    const tokens = await (await signInTo(browser, notes.config, offline)).tokens();
    if (!tokens.refresh_token) throw new Error("no refresh token");
    return { ...tokens, refresh_token: tokens.refresh_token };
  };
  const refresh = (token: string, config = notes.config) => client.refreshTokenGrant(config, token);

  test("is replaced at each use; using the old one ends them all", async () => {
    const first = await granted();
    const second = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()?.sub).toBe(ann);
    expect(await outcome(refresh(first.refresh_token))).toBe("invalid_grant");
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("used by ten at once yields at most one new one, and that one is dead", async () => {
    const { refresh_token } = await granted();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refresh_token)));
    const good = results.filter((result) => result.status === "fulfilled");
    expect(good.length).toBeLessThanOrEqual(1);
    for (const { value } of good)
      expect(await outcome(refresh(value.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("outlives the browser's session, and nothing else of the person", async () => {
    const first = await granted();
    await lab.deps.store.sessions.end(browser.sessionId ?? "", "signed_out", lab.deps.now());
    const second = await refresh(first.refresh_token);
    expect(second.claims()).toMatchObject({ email: `${ann}@orchard.example` });
    await lab.deps.store.membershipsOf(acme.id).update(ann, { status: "deactivated", licence: null });
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("cannot be used by another application, nor after its own was removed", async () => {
    const first = await granted();
    const other = await anApplication(lab);
    expect(await outcome(refresh(first.refresh_token, other.config))).toBe("invalid_grant");
    const second = await refresh(first.refresh_token);
    await removeApplication(lab.deps, operator, notes.id);
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_client");
  });

  test("can be revoked, by its own application only", async () => {
    const first = await granted();
    const other = await anApplication(lab);
    await client.tokenRevocation(other.config, first.refresh_token);
    const second = await refresh(first.refresh_token);
    await client.tokenRevocation(notes.config, second.refresh_token ?? "");
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });
});

describe("an access token", () => {
  test("ends with the browser's session, and reveals nothing to another application", async () => {
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const { access_token } = await (await signInTo(browser, notes.config)).tokens();
    expect(await client.tokenIntrospection(notes.config, access_token)).toMatchObject({
      active: true,
      sub: ann,
    });
    const other = await anApplication(lab);
    expect(await client.tokenIntrospection(other.config, access_token)).toEqual({ active: false });
    await lab.deps.store.sessions.end(sessionId, "signed_out", lab.deps.now());
    expect(await outcome(client.fetchUserInfo(notes.config, access_token, ann))).not.toBe("granted");
  });

  test("reveals nothing about a space that the application has been closed to", async () => {
    const open = await anApplication(lab, { openTo: "chosen", spaces: [{ spaceId: acme.id }] });
    await signedIn();
    const { access_token } = await (await signInTo(browser, open.config)).tokens();
    await lab.deps.store.applications.setSpaces(open.id, []);
    expect(await outcome(client.fetchUserInfo(open.config, access_token, ann))).not.toBe("granted");
  });
});

describe("an application authenticates", () => {
  const attempt = async (authentication: client.ClientAuth, id = notes.id) => {
    const { back, checks } = await signInTo(browser, notes.config);
    return outcome(
      client.authorizationCodeGrant(await configure(lab.appUrl, id, authentication), back, checks),
    );
  };

  test("by its own secret, in a header or in the body", async () => {
    await signedIn();
    const secret = notes.clientSecret ?? "";
    const other = await anApplication(lab);
    expect(await attempt(client.ClientSecretBasic("wrong"))).toBe("invalid_client");
    expect(await attempt(client.ClientSecretBasic(other.clientSecret ?? ""))).toBe("invalid_client");
    expect(await attempt(client.ClientSecretPost("wrong"))).toBe("invalid_client");
    expect(await attempt(client.None())).toBe("invalid_client");
    expect(await attempt(client.ClientSecretBasic(secret))).toBe("granted");
    expect(await attempt(client.ClientSecretPost(secret))).toBe("granted");
  });

  test("by the previous secret, too, until it has expired", async () => {
    await signedIn();
    const rotated = await rotateSecret(lab.deps, operator, { id: notes.id, overlapHours: 1 });
    if (!rotated.ok) throw new Error(rotated.problem.code);
    expect(await attempt(client.ClientSecretBasic(notes.clientSecret ?? ""))).toBe("granted");
    expect(await attempt(client.ClientSecretBasic(rotated.value.clientSecret ?? ""))).toBe("granted");
    lab.forward(3_601);
    await signedIn();
    const { back, checks } = await signInTo(browser, notes.config);
    expect(await outcome(client.authorizationCodeGrant(notes.config, back, checks))).toBe("invalid_client");
  });

  test("by a signature of its own key, once, and for this provider", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const jwks = { keys: [{ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, alg: "ES256" }] };
    const signer = await anApplication(lab, { tokenEndpointAuthMethod: "private_key_jwt", jwks });
    const config = await configure(lab.appUrl, signer.id, client.PrivateKeyJwt(pair.privateKey));
    await signedIn();
    const first = await signInTo(browser, config);
    expect(await outcome(client.authorizationCodeGrant(config, first.back, first.checks))).toBe("granted");
    const changed = async (change: (claims: Record<string, unknown>) => void) => {
      const { back, checks } = await signInTo(browser, config);
      const authentication = client.PrivateKeyJwt(pair.privateKey, {
        [client.modifyAssertion]: (_header, payload) => change(payload),
      });
      const other = await configure(lab.appUrl, signer.id, authentication);
      return outcome(client.authorizationCodeGrant(other, back, checks));
    };
    expect(await changed((claims) => (claims.aud = "https://evil.example"))).toBe("invalid_client");
    expect(await changed((claims) => (claims.jti = "again"))).toBe("granted");
    expect(await changed((claims) => (claims.jti = "again"))).toBe("invalid_client");
    const stranger = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ]);
    const forged = await configure(lab.appUrl, signer.id, client.PrivateKeyJwt(stranger.privateKey));
    const { back, checks } = await signInTo(browser, config);
    expect(await outcome(client.authorizationCodeGrant(forged, back, checks))).toBe("invalid_client");
  });

  test("by PKCE alone if it has no secret", async () => {
    const open = await anApplication(lab, { tokenEndpointAuthMethod: "none" });
    await signedIn();
    expect(await outcome((await signInTo(browser, open.config)).tokens())).toBe("granted");
  });
});

describe("a pushed request", () => {
  test("can be used to sign in, once", async () => {
    await signedIn();
    const { checks, url } = await aRequest(notes.config, { scope: "openid offline_access" });
    const pushed = await client.buildAuthorizationUrlWithPAR(notes.config, url.searchParams);
    const back = await browser.follow(pushed);
    if (!(back instanceof URL)) throw new Error(await back.text());
    const granted = await client.authorizationCodeGrant(notes.config, back, checks);
    expect(granted.refresh_token).toBeDefined();
    expect(errorOf(await browser.follow(pushed))).not.toBeNull();
  });
});

describe("keys", () => {
  test("are published before they sign, and signatures of the old ones stay valid", async () => {
    const es = await anApplication(lab, { idTokenSignedResponseAlg: "ES256" });
    await signedIn();
    const kid = async () => {
      const { id_token = "" } = await (await signInTo(browser, es.config)).tokens();
      return JSON.parse(Buffer.from(id_token.split(".")[0] ?? "", "base64url").toString()).kid as string;
    };
    const published = async () =>
      ((await (await fetch(`${lab.appUrl}/oauth/jwks`)).json()).keys as { kid: string }[]).map(
        (key) => key.kid,
      );
    const before = await kid();
    const made = await rotateSigningKeys({ ...lab.deps, signingKeyMaker }, operator);
    lab.forward(61);
    expect(await kid()).toBe(before);
    expect(await published()).toEqual(expect.arrayContaining([before, ...made]));
    lab.forward(3_600);
    await signedIn();
    expect(made).toContain(await kid());
    expect(await published()).toContain(before);
    lab.forward(15 * 86_400);
    await signedIn();
    await kid();
    expect(await published()).not.toContain(before);
  });
});

describe("signing out from an application", () => {
  const leaving = async (change: Record<string, string> = {}) => {
    const url = client.buildEndSessionUrl(notes.config, change);
    return browser.follow(url);
  };

  test("ends our session at once with the ID token of this browser, and returns", async () => {
    notes = await anApplication(lab, { postLogoutRedirectUris: ["https://notes.example/"] });
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const { id_token = "" } = await (await signInTo(browser, notes.config)).tokens();
    const back = await leaving({
      id_token_hint: id_token,
      post_logout_redirect_uri: "https://notes.example/",
      state: "s1",
    });
    expect(back instanceof URL && back.href).toBe("https://notes.example/?state=s1");
    expect(await lab.deps.store.sessions.byId(sessionId)).toMatchObject({ endedReason: "signed_out" });
  });

  test("asks for confirmation without one, and with one of another browser", async () => {
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const other = new Browser(lab);
    const { userId: ben } = await aMember(lab.deps.store, acme.id);
    await other.signIn(ben, byPassword(lab, acme.id));
    const { id_token = "" } = await (await signInTo(other, notes.config)).tokens();
    const alive = async () => (await lab.deps.store.sessions.byId(sessionId))?.endedAt === null;
    const unsure: Record<string, string>[] = [{}, { id_token_hint: id_token }];
    for (const change of unsure) {
      const page = await leaving(change);
      if (page instanceof URL) throw new Error(page.href);
      expect(await page.text()).toContain("Sign out?");
      expect(await alive()).toBe(true);
    }
    const form = { method: "POST", body: new URLSearchParams({ confirmed: "yes" }) };
    await browser.open("/oauth/end-session", { ...form, headers: { origin: "https://evil.example" } });
    expect(await alive()).toBe(true);
    await browser.open("/oauth/end-session", { ...form, headers: { origin: lab.appUrl } });
    expect(await alive()).toBe(false);
  });

  test("redirects to no unregistered address, and trusts no token that is not ours", async () => {
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const { id_token = "" } = await (await signInTo(browser, notes.config)).tokens();
    const wrong: Record<string, string>[] = [
      { id_token_hint: id_token, post_logout_redirect_uri: "https://evil.example/" },
      { post_logout_redirect_uri: "https://notes.example/" },
      { id_token_hint: `${id_token.slice(0, -4)}AAAA` },
      { id_token_hint: id_token, client_id: "app_other" },
    ];
    for (const change of wrong) {
      const page = await leaving(change);
      if (page instanceof URL) throw new Error(page.href);
      expect(page.status).toBe(400);
    }
    expect(await lab.deps.store.sessions.byId(sessionId)).toMatchObject({ endedAt: null });
  });
});
