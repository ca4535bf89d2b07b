import { decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import type { Space } from "@/lib/model/spaces/space";
import { createApplicationBody } from "@/lib/schemas/application";
import {
  anApplication,
  Browser,
  byPassword,
  callback,
  openProviderLab,
  type ProviderLab,
} from "../testing/provider-lab";
import { type Answer, codeOf, RelyingApplication } from "../testing/relying-application";

let lab: ProviderLab;
let acme: Space;
let ann: string;

beforeAll(async () => {
  lab = await openProviderLab();
  acme = await aSpace(lab.deps.store, { name: "Acme" });
  ann = (await aMember(lab.deps.store, acme.id)).userId;
}, 240_000);
afterAll(() => lab.close());

/** The OpenID Foundation's modules by their names; the plans differ in how the application is answered. */
describe.each([
  ["oidcc-basic-certification-test-plan", "query"],
  ["oidcc-formpost-basic-certification-test-plan", "form_post"],
] as const)("%s", (_plan, mode) => {
  let application: RelyingApplication;
  beforeEach(async () => {
    // The plan sends no code_challenge: software that is old enough to need that is registered as not needing it.
    application = new RelyingApplication(
      lab,
      new Browser(lab),
      await anApplication(lab, { pkceRequired: false }),
      mode,
    );
  });

  const signIn = () => application.browser.signIn(ann, byPassword(lab, acme.id));
  const signedIn = async (change: Record<string, string | undefined> = {}) => {
    await signIn();
    return application.authorize(change);
  };
  const errorOf = (answer: Answer) => (answer.kind === "answered" ? answer.params.error : answer.kind);
  const bearer = (token = "") => ({ authorization: `Bearer ${token}` });
  const infoOf = async (change: Record<string, string>) => {
    const { body } = await application.redeem(await signedIn(change));
    return (await application.userinfo({ headers: bearer(body.access_token) })).body;
  };

  test("oidcc-server", async () => {
    const page = await application.authorize();
    const answer = await application.signInAt(page, ann, acme.id);
    expect(answer).toMatchObject({ to: callback, params: { state: "s-1", iss: lab.appUrl } });
    const { body, claims, headers } = await application.redeem(answer);
    expect(body.token_type).toBe("Bearer");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(claims).toMatchObject({ sub: ann, nonce: "n-1", iss: lab.appUrl, aud: application.client.id });
    expect(Number(claims.exp)).toBeGreaterThan(Number(claims.iat));
    const info = await application.userinfo({ headers: bearer(body.access_token) });
    expect(info).toMatchObject({ status: 200, body: { sub: ann } });
  });

  test("oidcc-response-type-missing", async () => {
    expect(errorOf(await signedIn({ response_type: undefined, response_mode: undefined }))).toBe(
      "invalid_request",
    );
  });

  test("oidcc-idtoken-signature", async () => {
    for (const idTokenSignedResponseAlg of ["RS256", "ES256"]) {
      const client = await anApplication(lab, { pkceRequired: false, idTokenSignedResponseAlg });
      application = new RelyingApplication(lab, application.browser, client, mode);
      const { body } = await application.redeem(await signedIn());
      const { alg, kid } = decodeProtectedHeader(body.id_token ?? "");
      expect(alg).toBe(idTokenSignedResponseAlg);
      const { keys } = await (await fetch(`${lab.appUrl}/oauth/jwks`)).json();
      expect(keys.filter((key: { kid: string }) => key.kid === kid)).toHaveLength(1);
    }
  });

  test("oidcc-idtoken-unsigned: not offered, and nobody can register for it", async () => {
    const document = await (await fetch(`${lab.appUrl}/.well-known/openid-configuration`)).json();
    expect(document.id_token_signing_alg_values_supported).not.toContain("none");
    const register = (idTokenSignedResponseAlg: string) =>
      createApplicationBody.safeParse({ name: "N", redirectUris: [callback], idTokenSignedResponseAlg });
    expect(register("none").success).toBe(false);
    expect(register("RS256").success).toBe(true);
  });

  test.each<[string, (access_token: string) => RequestInit]>([
    ["oidcc-userinfo-get", (token) => ({ headers: bearer(token) })],
    ["oidcc-userinfo-post-header", (token) => ({ method: "POST", headers: bearer(token) })],
    [
      "oidcc-userinfo-post-body",
      (access_token) => ({ method: "POST", body: new URLSearchParams({ access_token }) }),
    ],
  ])("%s", async (_module, way) => {
    const { body } = await application.redeem(await signedIn());
    const asked = (token = "") => application.userinfo(way(token));
    expect(await asked(body.access_token)).toMatchObject({ status: 200, body: { sub: ann } });
    expect((await asked("none")).status).toBe(401);
  });

  test("oidcc-ensure-request-without-nonce-succeeds-for-code-flow", async () => {
    const { claims } = await application.redeem(await signedIn({ nonce: undefined }));
    expect(claims).not.toHaveProperty("nonce");
  });

  test("oidcc-scope-profile", async () => {
    const info = await infoOf({ scope: "openid profile" });
    expect(info).toMatchObject({ name: "Ann Apple", given_name: "Ann", family_name: "Apple" });
    expect(info).not.toHaveProperty("email");
  });

  test("oidcc-scope-email", async () => {
    const info = await infoOf({ scope: "openid email" });
    expect(info).toMatchObject({ email: `${ann}@orchard.example`, email_verified: true });
    expect(info).not.toHaveProperty("name");
  });

  test.each([
    ["oidcc-scope-address", "openid address"],
    ["oidcc-scope-phone", "openid phone"],
  ])("%s: we know neither, and the sign-in succeeds", async (_module, scope) => {
    expect(Object.keys(await infoOf({ scope }))).toEqual(["sub", "sid", "session_expiry"]);
  });

  test.each([
    ["oidcc-scope-all", "openid email phone address profile"],
    ["oidcc-ensure-other-scope-order-succeeds", "profile email openid"],
    ["oidcc-alternate-happy-flow", "profile address phone email openid"],
  ])("%s", async (_module, scope) => {
    expect(await infoOf({ scope })).toMatchObject({ sub: ann, name: "Ann Apple" });
  });

  test.each([
    ["oidcc-display-page", { display: "page" }],
    ["oidcc-display-popup", { display: "popup" }],
    ["oidcc-login-hint", { login_hint: "ann@orchard.example" }],
    ["oidcc-ui-locales", { ui_locales: "se" }],
    ["oidcc-claims-locales", { claims_locales: "se" }],
    ["oidcc-ensure-request-with-acr-values-succeeds", { acr_values: "1 2" }],
    ["oidcc-ensure-request-with-unknown-parameter-succeeds", { extra: "foobar" }],
    ["oidcc-claims-essential", { claims: JSON.stringify({ userinfo: { name: { essential: true } } }) }],
  ])("%s", async (_module, change) => {
    const page = await application.authorize(change);
    const answer = await application.signInAt(page, ann, acme.id);
    expect((await application.redeem(answer)).claims.sub).toBe(ann);
  });

  test("oidcc-prompt-login", async () => {
    await application.browser.signIn(ann, older(60));
    const first = (await application.redeem(await application.authorize())).claims;
    const page = await application.authorize({ prompt: "login" });
    const second = (await application.redeem(await application.signInAt(page, ann, acme.id))).claims;
    expect(Number(second.auth_time)).toBeGreaterThan(Number(first.auth_time));
    expect(second.sub).toBe(first.sub);
  });

  test("oidcc-prompt-none-not-logged-in", async () => {
    expect(errorOf(await application.authorize({ prompt: "none" }))).toBe("login_required");
  });

  test("oidcc-prompt-none-logged-in", async () => {
    const first = (await application.redeem(await signedIn())).claims;
    const second = (await application.redeem(await application.authorize({ prompt: "none" }))).claims;
    expect([second.sub, second.auth_time]).toEqual([first.sub, first.auth_time]);
  });

  test("oidcc-max-age-1", async () => {
    await application.browser.signIn(ann, older(2));
    const first = (await application.redeem(await application.authorize())).claims;
    const page = await application.authorize({ max_age: "1" });
    const second = (await application.redeem(await application.signInAt(page, ann, acme.id))).claims;
    expect(Number(second.auth_time)).toBeGreaterThan(Number(first.auth_time));
  });

  test("oidcc-max-age-10000", async () => {
    const first = (await application.redeem(await signedIn())).claims;
    const second = (await application.redeem(await application.authorize({ max_age: "10000" }))).claims;
    expect(second.auth_time).toBe(first.auth_time);
  });

  test("oidcc-id-token-hint", async () => {
    const first = await application.redeem(await signedIn());
    const hinted = { prompt: "none", id_token_hint: first.body.id_token };
    expect((await application.redeem(await application.authorize(hinted))).claims.sub).toBe(ann);
    const { userId: ben } = await aMember(lab.deps.store, acme.id);
    await application.browser.signIn(ben, byPassword(lab, acme.id));
    expect(errorOf(await application.authorize(hinted))).toBe("login_required");
  });

  test.each([
    ["oidcc-codereuse", 0],
    ["oidcc-codereuse-30seconds", 30],
  ])("%s", async (_module, seconds) => {
    const { code, body } = await application.redeem(await signedIn());
    const tell = () => application.userinfo({ headers: bearer(body.access_token) });
    expect((await tell()).status).toBe(200);
    lab.forward(seconds);
    const fields = { grant_type: "authorization_code", code, redirect_uri: callback };
    const again = await application.token(fields);
    expect([again.response.status, again.body.error]).toEqual([400, "invalid_grant"]);
    expect((await tell()).status).toBe(401);
    // The engine reads the real clock for the age of a sign-in.
    lab.forward(-seconds);
  });

  test("oidcc-ensure-registered-redirect-uri", async () => {
    const answer = await signedIn({ redirect_uri: `${callback}/other` });
    expect(answer).toMatchObject({ kind: "page", status: 400 });
    expect(errorOf(await application.authorize())).toBeUndefined();
  });

  test("oidcc-ensure-post-request-succeeds", async () => {
    await signIn();
    const answer = await application.authorize({}, "POST");
    expect((await application.redeem(answer)).claims.sub).toBe(ann);
  });

  test("oidcc-server-client-secret-post", async () => {
    application.inBody = true;
    expect((await application.redeem(await signedIn())).claims.sub).toBe(ann);
  });

  test("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported", async () => {
    expect(errorOf(await signedIn({ request: unsigned({}) }))).toBe("request_not_supported");
  });

  test("oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported", async () => {
    const request_uri = "https://notes.example/request.jwt";
    expect(errorOf(await signedIn({ request_uri }))).toBe("request_uri_not_supported");
  });

  test("oidcc-ensure-request-object-with-redirect-uri", async () => {
    const request = unsigned({ redirect_uri: callback });
    const answer = await signedIn({ request, redirect_uri: "https://notes.example/wrong" });
    expect(answer).toMatchObject({ kind: "page", status: 400 });
  });

  test("oidcc-refresh-token", async () => {
    const { body, claims } = await application.redeem(await signedIn({ scope: "openid offline_access" }));
    const refresh_token = body.refresh_token ?? "";
    expect(refresh_token).toMatch(/^[\x20-\x7e]+$/);
    const other = new RelyingApplication(lab, application.browser, await anApplication(lab), mode);
    const fields = { grant_type: "refresh_token", refresh_token };
    expect((await other.token(fields)).body.error).toBe("invalid_grant");
    const refreshed = await application.token(fields);
    expect(refreshed.response.status).toBe(200);
    const again = await application.verify(refreshed.body.id_token ?? "");
    for (const name of ["sub", "aud", "iss", "auth_time"]) expect(again[name]).toEqual(claims[name]);
    expect(refreshed.body.access_token).not.toBe(body.access_token);
  });

  test("oidcc-ensure-request-with-valid-pkce-succeeds", async () => {
    const verifier = "v".repeat(50);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const code_challenge = Buffer.from(digest).toString("base64url");
    const asked = { code_challenge, code_challenge_method: "S256" };
    const { claims } = await application.redeem(await signedIn(asked), { code_verifier: verifier });
    expect(claims.sub).toBe(ann);
    const code = codeOf(await signedIn(asked));
    const without = { grant_type: "authorization_code", code, redirect_uri: callback };
    expect((await application.token(without)).body.error).toBe("invalid_grant");
  });
});

const older = (seconds: number) => ({
  ...byPassword(lab, acme.id),
  admittedAt: new Date(lab.deps.now().getTime() - seconds * 1000),
});
const unsigned = (claims: object) =>
  `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
