import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aSpace } from "@/lib/db/testing/rows";
import { errorOf, outcome } from "./testing/outcomes";
import { anApplication, aRequest, callback, openProviderLab, type ProviderLab } from "./testing/provider-lab";
import { aScene, type ProviderScene } from "./testing/provider-scene";

let lab: ProviderLab;
let acme: ProviderScene["acme"];
let notes: ProviderScene["notes"];
let browser: ProviderScene["browser"];
let signedIn: ProviderScene["signedIn"];

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  ({ acme, notes, browser, signedIn } = await aScene(lab));
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
    // The control: its own address, in the same browser.
    expect(errorOf(await browser.follow((await aRequest(notes.config)).url))).toBeNull();
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
    await signedIn();
    url.searchParams.set("client_id", notes.id);
    expect(errorOf(await browser.follow(url))).toBeNull();
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
    expect(errorOf(await browser.follow((await aRequest(notes.config)).url))).toBeNull();
  });

  test.each(["request", "request_uri"])("with %s is refused, and nothing is called", async (name) => {
    let calls = 0;
    const inside = createServer((_, response) => {
      calls += 1;
      response.end("eyJhbGciOiJub25lIn0.e30.");
    });
    await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/latest`;
    const values = name === "request" ? ["eyJhbGciOiJub25lIn0.e30."] : [address, "http://169.254.169.254/"];
    const { url } = await aRequest(notes.config);
    for (const value of values) {
      url.searchParams.set(name, value);
      expect(errorOf(await browser.follow(url))).toBe(`${name}_not_supported`);
      const pushed = client.buildAuthorizationUrlWithPAR(notes.config, url.searchParams);
      expect(await outcome(pushed)).not.toBe("granted");
    }
    expect(calls).toBe(0);
    await (await fetch(address)).text();
    expect(calls).toBe(1);
    await new Promise((resolve) => inside.close(resolve));
    await signedIn();
    url.searchParams.delete(name);
    expect(errorOf(await browser.follow(url))).toBeNull();
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
