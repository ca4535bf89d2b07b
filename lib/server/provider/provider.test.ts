import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { errorOf } from "./testing/outcomes";
import {
  anApplication,
  aRequest,
  Browser,
  byPassword,
  callback,
  openProviderLab,
  type ProviderLab,
  signInTo,
} from "./testing/provider-lab";
import { aScene, type ProviderScene } from "./testing/provider-scene";

let lab: ProviderLab;
let acme: ProviderScene["acme"];
let ann: string;
let notes: ProviderScene["notes"];
let browser: ProviderScene["browser"];
let signedIn: ProviderScene["signedIn"];

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  ({ acme, ann, notes, browser, signedIn } = await aScene(lab));
});

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
