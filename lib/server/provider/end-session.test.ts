import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import {
  anApplication,
  Browser,
  byPassword,
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

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  ({ acme, ann, notes, browser } = await aScene(lab));
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
    const registered = "https://notes.example/";
    notes = await anApplication(lab, { postLogoutRedirectUris: [registered] });
    await anApplication(lab, { postLogoutRedirectUris: ["https://other.example/"] });
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const { id_token = "" } = await (await signInTo(browser, notes.config)).tokens();
    const wrong: Record<string, string>[] = [
      { id_token_hint: id_token, post_logout_redirect_uri: "https://evil.example/" },
      { id_token_hint: id_token, post_logout_redirect_uri: "https://other.example/" },
      { id_token_hint: id_token, post_logout_redirect_uri: `${registered}?to=evil` },
      { post_logout_redirect_uri: "https://other.example/" },
      { id_token_hint: `${id_token.slice(0, -4)}AAAA` },
      { id_token_hint: id_token, client_id: "app_other" },
    ];
    for (const change of wrong) {
      const page = await leaving(change);
      if (page instanceof URL) throw new Error(page.href);
      expect(page.status).toBe(400);
    }
    expect(await lab.deps.store.sessions.byId(sessionId)).toMatchObject({ endedAt: null });
    const back = await leaving({ id_token_hint: id_token, post_logout_redirect_uri: registered });
    expect(back instanceof URL && back.href).toBe(registered);
    expect(await lab.deps.store.sessions.byId(sessionId)).toMatchObject({ endedReason: "signed_out" });
  });
});
