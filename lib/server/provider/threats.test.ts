import { decodeProtectedHeader } from "jose";
import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { rotateSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import type { Space } from "@/lib/model/spaces/space";
import { errorOf, outcome } from "./testing/outcomes";
import {
  anApplication,
  aRequest,
  Browser,
  byPassword,
  callback,
  configure,
  openProviderLab,
  operator,
  signInTo,
  startProvider,
} from "./testing/provider-lab";

let lab: Awaited<ReturnType<typeof openProviderLab>>;
let acme: Space;
let ann: string;
let notes: Awaited<ReturnType<typeof anApplication>>;
let browser: Browser;

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  acme = await aSpace(lab.deps.store, { name: "Acme" });
  ann = (await aMember(lab.deps.store, acme.id, { role: "editor", licence: "editor" })).userId;
  notes = await anApplication(lab);
  browser = new Browser(lab);
  await browser.signIn(ann, byPassword(lab, acme.id));
});

const ask = async (by: Browser, change: Record<string, string> = {}, config = notes.config) =>
  by.follow((await aRequest(config, change)).url);
const told = (config: client.Configuration, accessToken: string) =>
  outcome(client.fetchUserInfo(config, accessToken, ann));

describe("addresses on a developer's computer", () => {
  test.each([
    "http://localhost:4701/callback",
    "http://127.0.0.1:4700/callback",
    "http://[::1]:4700/callback",
  ])("%s is not the one that was registered", async (redirect_uri) => {
    const registered = "http://localhost:4700/callback";
    const local = await anApplication(lab, { redirectUris: [registered] });
    const page = await ask(browser, { redirect_uri }, local.config);
    expect(page instanceof Response && page.status).toBe(400);
    expect(errorOf(await ask(browser, { redirect_uri: registered }, local.config))).toBeNull();
  });
});

describe("what outlives a person's place", () => {
  const offline = { scope: "openid email offline_access" };

  test.each([
    ["the membership", { status: "deactivated", licence: null }],
    ["the role that the application is for", { role: "reader", licence: "reader" }],
  ] as const)("refresh token, access token and code are dead without %s", async (_what, change) => {
    const { config } = await anApplication(lab, { roles: ["editor"] });
    const { access_token, refresh_token: first = "" } = await (
      await signInTo(browser, config, offline)
    ).tokens();
    expect(await told(config, access_token)).toBe("granted");
    const { refresh_token = "" } = await client.refreshTokenGrant(config, first);
    expect(await outcome((await signInTo(browser, config)).tokens())).toBe("granted");
    const silent = { prompt: "none", organization: acme.slug };
    expect(errorOf(await ask(browser, silent, config))).toBeNull();
    const { tokens } = await signInTo(browser, config);
    await lab.deps.store.membershipsOf(acme.id).update(ann, change);
    expect(await told(config, access_token)).not.toBe("granted");
    expect(await outcome(client.refreshTokenGrant(config, refresh_token))).toBe("invalid_grant");
    expect(await outcome(tokens())).toBe("invalid_grant");
    expect(errorOf(await ask(browser, silent, config))).not.toBeNull();
  });

  test("a code is worth nothing once the person was deactivated on its way; a moment before, it is", async () => {
    const { tokens } = await signInTo(browser, notes.config);
    const { tokens: before } = await signInTo(browser, notes.config);
    expect(await outcome(before())).toBe("granted");
    await lab.deps.store.membershipsOf(acme.id).update(ann, { status: "deactivated", licence: null });
    expect(await outcome(tokens())).toBe("invalid_grant");
  });
});

test("no session leads to another tenant: every session against every space that may be asked for", async () => {
  const spaces = [acme, await aSpace(lab.deps.store), await aSpace(lab.deps.store)];
  const membership = await lab.deps.store.membershipsOf(acme.id).byUser(ann);
  if (!membership) throw new Error("nobody");
  for (const { id: spaceId } of spaces.slice(1))
    await lab.deps.store.membershipsOf(spaceId).insert({ ...membership, spaceId });
  let crossings = 0;
  for (let set = 0; set < 8; set += 1) {
    const admitted = spaces.filter((_, i) => set & (1 << i));
    const mine = new Browser(lab);
    await mine.signIn(ann, ...admitted.map(({ id }) => byPassword(lab, id)));
    for (const space of spaces) {
      const { url, checks } = await aRequest(notes.config, { prompt: "none", organization: space.slug });
      const back = await mine.follow(url);
      if (!(back instanceof URL)) throw new Error("a page");
      const inside = admitted.includes(space);
      expect(errorOf(back)).toBe(inside ? null : "login_required");
      if (!inside) continue;
      const claims = (await client.authorizationCodeGrant(notes.config, back, checks)).claims();
      if (claims?.org_id !== space.id) crossings += 1;
    }
  }
  expect(crossings).toBe(0);
});

describe("a browser that somebody has prepared", () => {
  test("gives them nothing of whoever signs in there later", async () => {
    const attacker = new Browser(lab);
    const waiting = await ask(attacker, { organization: acme.slug });
    if (!(waiting instanceof URL)) throw new Error("no redirect");
    // The victim's browser carries the attacker's cookies of the provider, and signs in as itself.
    const victim = new Browser(lab);
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
    await victim.signIn(ann, byPassword(lab, acme.id));
    const { back, tokens } = await signInTo(victim, notes.config);
    expect(back.searchParams.get("code")).not.toBeNull();
    expect((await tokens()).claims()?.sub).toBe(ann);
    expect(errorOf(await ask(attacker, { prompt: "none" }))).toBe("login_required");
    const resumed = await attacker.follow(waiting.searchParams.get("next") ?? "");
    expect(resumed instanceof URL && resumed.pathname).toBe(`/${acme.slug}/login`);
  });
});

describe("pages of the provider", () => {
  test("cannot be framed, and load nothing", async () => {
    const wrong = (await aRequest(notes.config, { redirect_uri: "https://evil.example/" })).url;
    const form = (await aRequest(notes.config, { response_mode: "form_post" })).url;
    const opened = [
      await browser.follow(wrong),
      await browser.follow(form),
      await browser.open("/oauth/end-session"),
      await new Browser(lab).open("/oauth/interaction/none"),
    ];
    for (const page of opened) {
      if (page instanceof URL) throw new Error(page.href);
      expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(page.headers.get("x-content-type-options")).toBe("nosniff");
      expect(page.headers.get("referrer-policy")).toContain("no-referrer");
    }
  });

  test("a body that is larger than any request is not read", async () => {
    const post = (length: number) =>
      fetch(`${lab.appUrl}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({ a: "x".repeat(length) }),
      });
    expect((await post(200_000)).status).toBe(413);
    expect((await post(2_000)).status).toBe(400);
  });
});

describe("two processes on one database", () => {
  test("redeem one code of fifty requests once, and know each other's tokens", async () => {
    const second = await startProvider(lab.deps, lab.database);
    // Both answer for one issuer, as behind one address.
    const elsewhere = await configure(
      second.appUrl,
      notes.id,
      client.ClientSecretBasic(notes.clientSecret ?? ""),
    );
    const { back, checks } = await signInTo(browser, notes.config);
    const redeem = (through: string) => {
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        code: back.searchParams.get("code") ?? "",
        redirect_uri: callback,
        code_verifier: checks.pkceCodeVerifier,
      });
      const basic = Buffer.from(`${notes.id}:${notes.clientSecret}`).toString("base64");
      return fetch(`${through}/oauth/token`, {
        method: "POST",
        body,
        headers: { authorization: `Basic ${basic}` },
      });
    };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => redeem(i % 2 ? lab.appUrl : second.appUrl)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 400)).toHaveLength(49);
    const again = await (await signInTo(browser, notes.config)).tokens();
    expect(await outcome(client.tokenIntrospection(elsewhere, again.access_token))).toBe("granted");
    expect(await client.tokenIntrospection(elsewhere, again.access_token)).toMatchObject({ active: true });
    await second.close();
  });
});

describe("keys that are changed while somebody signs in", () => {
  test("a code from before is redeemed after, and an ID token from before still signs out", async () => {
    await rotateSigningKeys({ ...lab.deps, signingKeyMaker }, operator);
    // The new key signs after an hour, and is met at the first request a minute after the last look.
    lab.forward(3_545);
    await fetch(`${lab.appUrl}/.well-known/openid-configuration`);
    lab.forward(5);
    await browser.signIn(ann, byPassword(lab, acme.id));
    const earlier = await (await signInTo(browser, notes.config)).tokens();
    const { tokens } = await signInTo(browser, notes.config);
    lab.forward(57);
    const { id_token = "" } = await tokens();
    expect(decodeProtectedHeader(id_token).kid).not.toBe(decodeProtectedHeader(earlier.id_token ?? "").kid);
    const hint = { id_token_hint: earlier.id_token ?? "" };
    const page = await browser.follow(client.buildEndSessionUrl(notes.config, hint));
    expect(page instanceof Response && (await page.text())).toContain("You are signed out");
  });
});

test("the log has nothing of people, codes, tokens or secrets, but the references that pages show", async () => {
  lab.logged.length = 0;
  const email = `${ann}@orchard.example`;
  const { tokens, back } = await signInTo(browser, notes.config, { login_hint: email });
  const granted = await tokens();
  await outcome(tokens());
  const wrong = await ask(browser, { redirect_uri: "https://evil.example/", login_hint: email });
  const text = wrong instanceof Response ? await wrong.text() : "";
  const log = JSON.stringify(lab.logged);
  expect(log).toContain(/err_[a-z0-9]+/.exec(text)?.[0] ?? "no reference");
  const code = back.searchParams.get("code") ?? "";
  for (const secret of [
    email,
    "Apple",
    code,
    granted.access_token,
    granted.id_token ?? "",
    notes.clientSecret ?? "",
  ])
    expect(log).not.toContain(secret);
});
