import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { findApplication } from "@/lib/features/applications/application-view";
import { deliverLogouts } from "@/lib/features/applications/deliver-logouts";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { Space } from "@/lib/model/spaces/space";
import { createApplicationBody } from "@/lib/schemas/application";
import { logoutSender } from "../logout-sender";
import {
  anApplication,
  Browser,
  byPassword,
  callback,
  openProviderLab,
  operator,
  type ProviderLab,
} from "../testing/provider-lab";
import { RelyingApplication } from "../testing/relying-application";

const returnTo = "https://notes.example/signed-out";
let lab: ProviderLab;
let acme: Space;
let ann: string;
let receiver: Server;
let backchannelLogoutUri: string;
let received: { type: string; token: string }[];
let application: RelyingApplication;
let hint: string;
let sid: unknown;

beforeAll(async () => {
  lab = await openProviderLab();
  acme = await aSpace(lab.deps.store, { name: "Acme" });
  ann = (await aMember(lab.deps.store, acme.id)).userId;
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const token = new URLSearchParams(body).get("logout_token") ?? "";
    received.push({ type: request.headers["content-type"] ?? "", token });
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  backchannelLogoutUri = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/logout`;
}, 240_000);
afterAll(async () => {
  receiver.close();
  await lab.close();
});
beforeEach(async () => {
  received = [];
  const addresses = { postLogoutRedirectUris: [returnTo], backchannelLogoutUri };
  const client = await anApplication(lab, { pkceRequired: false, ...addresses });
  application = new RelyingApplication(lab, new Browser(lab), client);
  await application.browser.signIn(ann, byPassword(lab, acme.id));
  const { body, claims } = await application.redeem(await application.authorize());
  hint = body.id_token ?? "";
  sid = claims.sid;
});

const isSignedIn = async () => {
  const session = await lab.deps.store.sessions.byId(application.browser.sessionId ?? "");
  return session?.endedAt === null;
};
/** Sends the browser to sign out; answers where it is sent, or what it sees. */
const leave = async (change: Record<string, string> = {}) => {
  const back = await application.browser.follow(`/oauth/end-session?${new URLSearchParams(change)}`);
  return back instanceof URL ? back.href : { status: back.status, text: await back.text() };
};
/** The person presses the button of the page that asks. */
const confirm = async (change: Record<string, string> = {}) => {
  const body = new URLSearchParams({ ...change, confirmed: "yes" });
  const headers = { origin: lab.appUrl };
  return (await application.browser.open("/oauth/end-session", { method: "POST", body, headers })).text();
};
const unsignedHint = () => {
  const header = Buffer.from('{"alg":"none"}').toString("base64url");
  return `${header}.${hint.split(".")[1]}.`;
};

describe("oidcc-rp-initiated-logout-certification-test-plan", () => {
  test("oidcc-rp-initiated-logout", async () => {
    const sent = { id_token_hint: hint, post_logout_redirect_uri: returnTo, state: "s-2" };
    expect(await leave(sent)).toBe(`${returnTo}?state=s-2`);
    expect(await isSignedIn()).toBe(false);
    const silent = await application.authorize({ prompt: "none" });
    expect(silent).toMatchObject({ params: { error: "login_required" } });
  });

  test("oidcc-rp-initiated-logout-no-state", async () => {
    expect(await leave({ id_token_hint: hint, post_logout_redirect_uri: returnTo })).toBe(returnTo);
  });

  test("oidcc-rp-initiated-logout-no-post-logout-redirect-uri", async () => {
    expect(await leave({ id_token_hint: hint, state: "s-2" })).toMatchObject({
      status: 200,
      text: expect.stringContaining("You are signed out"),
    });
    expect(await isSignedIn()).toBe(false);
  });

  test.each([
    ["oidcc-rp-initiated-logout-no-params", {}],
    ["oidcc-rp-initiated-logout-only-state", { state: "s-2" }],
  ])("%s: the person is asked, and stays here", async (_module, sent) => {
    expect(await leave(sent)).toMatchObject({ status: 200, text: expect.stringContaining("Sign out?") });
    expect(await isSignedIn()).toBe(true);
    expect(await confirm(sent)).toContain("You are signed out");
    expect(await isSignedIn()).toBe(false);
  });

  test("oidcc-rp-initiated-logout-no-id-token-hint: nobody is sent back unasked", async () => {
    const sent = { client_id: application.client.id, post_logout_redirect_uri: returnTo };
    expect(await leave(sent)).toMatchObject({ text: expect.stringContaining("Sign out?") });
    expect(await isSignedIn()).toBe(true);
    expect(await leave({ post_logout_redirect_uri: returnTo })).toMatchObject({ status: 400 });
  });

  test.each<[string, () => Record<string, string>]>([
    ["oidcc-rp-initiated-logout-bad-id-token-hint", () => ({ id_token_hint: `${hint.slice(0, -5)}AAAAA` })],
    ["oidcc-rp-initiated-logout-modified-id-token-hint", () => ({ id_token_hint: unsignedHint() })],
    [
      "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
      () => ({ post_logout_redirect_uri: "https://other.example/" }),
    ],
    [
      "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
      () => ({ post_logout_redirect_uri: `${returnTo}?foo=bar` }),
    ],
  ])("%s", async (_module, change) => {
    const control = { id_token_hint: hint, post_logout_redirect_uri: returnTo };
    expect(await leave({ ...control, ...change() })).toMatchObject({
      status: 400,
      text: expect.stringContaining("You were not signed out"),
    });
    expect(await isSignedIn()).toBe(true);
    expect(await leave(control)).toBe(returnTo);
  });
});

describe("oidcc-backchannel-rp-initiated-logout-certification-test-plan", () => {
  test("oidcc-backchannel-rp-initiated-logout", async () => {
    const outbound = createOutbound({ allow: [new URL(backchannelLogoutUri).host] });
    const deps = { ...lab.deps, outbound };
    await deliverLogouts({ ...deps, logoutSender: logoutSender(deps) });
    received = [];
    await leave({ id_token_hint: hint, post_logout_redirect_uri: returnTo });
    await deliverLogouts({ ...deps, logoutSender: logoutSender(deps) });
    expect(received).toHaveLength(1);
    const [{ type, token } = { type: "", token: "" }] = received;
    expect(type).toMatch(/^application\/x-www-form-urlencoded/);
    const keys = createRemoteJWKSet(new URL(`${lab.appUrl}/oauth/jwks`));
    const expected = { issuer: lab.appUrl, audience: application.client.id, typ: "logout+jwt" };
    const { payload } = await jwtVerify(token, keys, expected);
    expect(payload).toMatchObject({
      sub: ann,
      sid,
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(payload).not.toHaveProperty("nonce");
    expect(decodeProtectedHeader(token).alg).toBe(decodeProtectedHeader(hint).alg);
  });
});

describe("oidcc-3rdparty-init-login-certification-test-plan: registered by operators, as nobody registers over the network", () => {
  const register = (initiateLoginUri: string) => {
    const body = { name: "Notes", redirectUris: [callback], initiateLoginUri };
    const parsed = createApplicationBody.safeParse(body);
    return parsed.success ? createApplication(lab.deps, operator, parsed.data) : null;
  };

  test("oidcc-3rd_party-init-login", async () => {
    const initiateLoginUri = "https://notes.example/sign-in";
    const made = await register(initiateLoginUri);
    if (!made?.ok) throw new Error("refused");
    expect(made.value.initiateLoginUri).toBe(initiateLoginUri);
    const found = await findApplication(lab.deps, made.value.id);
    expect(found.ok && found.value.initiateLoginUri).toBe(initiateLoginUri);
  });

  test("oidcc-3rd_party-init-login-nohttps", async () => {
    const made = await register("http://notes.example/sign-in");
    expect(made?.ok ?? false).toBe(false);
  });
});
