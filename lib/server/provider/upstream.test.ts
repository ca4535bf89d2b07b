import { inflateRawSync } from "node:zlib";
import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { anApplication, aRequest, Browser, type ProviderLab, startProvider } from "./testing/provider-lab";

type Protocol = "saml" | "oidc";
interface Way {
  space: Space;
  admin: Context;
  connectionId: string;
  reference: string;
}

let sso: SsoLab;
let lab: ProviderLab;
let notes: Awaited<ReturnType<typeof anApplication>>;
const ways = {} as Record<Protocol, Way>;

beforeAll(async () => {
  sso = await openSsoLab();
  const provider = await startProvider(sso.deps, sso.database);
  lab = { ...provider, forward: (seconds) => sso.clock.forward(seconds) };
  notes = await anApplication(lab);
  for (const protocol of ["saml", "oidc"] as const) {
    const domain = protocol === "saml" ? "saml.example" : "acme.example";
    const { space, admin } = await aSubscribedSpace(sso, { domain });
    ways[protocol] = { space, admin, ...(await anActiveConnection(sso, admin, protocol)) };
  }
}, 240_000);
afterAll(async () => {
  await lab.close();
  await sso.close();
});

/** Who is in the space's domain, by typing or as the simulator's directory has them. */
const everybody: Record<Protocol, Pick> = {
  saml: { typed: { email: "ada@saml.example", givenName: "Ada", groups: "engineering;admins" } },
  oidc: {},
};

/** Goes from the application to the identity provider and back; `again`: as if the browser required a new sign-in. */
async function through(
  protocol: Protocol,
  change: Record<string, string> = {},
  { again = false, pick = {} }: { again?: boolean; pick?: Pick } = {},
) {
  const way = ways[protocol];
  const browser = new Browser(lab);
  sso.clock.forward(aheadOf(Date.now()));
  const { url, checks } = await aRequest(notes.config, { organization: way.space.slug, ...change });
  const page = await browser.follow(url);
  if (!(page instanceof URL)) throw new Error("no redirect");
  const next = page.searchParams.get("next");
  const person = new LabBrowser(sso);
  const redirect = await person.begin(way.space, way.reference, next, false, again);
  const finished = await person.finish(
    await person.answer(way.connectionId, redirect, { ...everybody[protocol], ...pick }),
  );
  if (finished.outcome === "signed_in") await browser.carry(finished.sessionId);
  return { browser, redirect, checks, finished, next: next ?? "" };
}

/** The tokens of such a round trip. */
async function tokensOf(...trip: Parameters<typeof through>) {
  const { browser, checks, finished, next } = await through(...trip);
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  expect(finished.to).toBe(next);
  const back = await browser.follow(finished.to);
  if (!(back instanceof URL)) throw new Error(await back.text());
  return { browser, back, tokens: () => client.authorizationCodeGrant(notes.config, back, checks) };
}

const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
const minutes = 60;
/** The time from the lab's clock, which does not move, to that moment. */
const aheadOf = (time: number) => Math.max(0, (time - sso.clock.now().getTime()) / 1000);
const nowSeconds = () => sso.clock.now().getTime() / 1000;

describe("what a token says of the sign-in at the identity provider", () => {
  test("SAML: its context as acr, its method as amr, its instant as auth_time", async () => {
    const claims = (await (await tokensOf("saml")).tokens()).claims();
    expect(claims).toMatchObject({
      acr: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
      amr: ["fed", "pwd"],
      connection_id: ways.saml.connectionId,
      org_slug: ways.saml.space.slug,
    });
    expect(Math.abs(Number(claims?.auth_time) - nowSeconds())).toBeLessThan(minutes);
  });

  test("a session that was open there is as old as the provider says", async () => {
    const { tokens } = await tokensOf("saml", {}, { pick: { fault: "old_authentication" } });
    expect(nowSeconds() - Number((await tokens()).claims()?.auth_time)).toBeGreaterThan(10 * minutes);
  });

  test("OpenID Connect: the same, and the session ends when the provider says", async () => {
    const { tokens } = await tokensOf("oidc", {}, { pick: { fault: "token_session_expiry" } });
    const claims = (await tokens()).claims();
    expect(claims?.amr).toContain("fed");
    const left = Number(claims?.session_expiry) - nowSeconds();
    expect(left).toBeGreaterThan(15 * minutes);
    expect(left).toBeLessThan(21 * minutes);
    const usual = (await (await tokensOf("oidc")).tokens()).claims();
    expect(Number(usual?.session_expiry) - nowSeconds()).toBeGreaterThan(60 * minutes);
  });

  test("what the provider omits stays absent: acr is sso, auth_time is when the space admitted them", async () => {
    const { tokens } = await tokensOf("oidc", {}, { pick: { fault: "token_without_auth_time" } });
    const claims = (await tokens()).claims();
    expect(Math.abs(Number(claims?.auth_time) - nowSeconds())).toBeLessThan(minutes);
    expect(claims).toMatchObject({ acr: "sso", amr: ["fed"] });
  });
});

describe("raw attributes of the identity provider", () => {
  const scope = "openid email attributes";

  test.each(["saml", "oidc"] as const)(
    "%s: come from userinfo with the scope, and are in no token",
    async (protocol) => {
      const { tokens } = await tokensOf(protocol, { scope });
      const granted = await tokens();
      expect(granted.claims()).not.toHaveProperty("attributes");
      const info = await client.fetchUserInfo(
        notes.config,
        granted.access_token,
        granted.claims()?.sub ?? "",
      );
      const attributes = info.attributes as Record<string, string[]>;
      expect(Object.values(attributes).flat()).toContain(info.email);
      for (const values of Object.values(attributes)) expect(Array.isArray(values)).toBe(true);
    },
  );

  test("are absent without the scope, and once the session is over", async () => {
    const plain = await (await tokensOf("saml", { scope: "openid email" })).tokens();
    const sub = plain.claims()?.sub ?? "";
    expect(await client.fetchUserInfo(notes.config, plain.access_token, sub)).not.toHaveProperty(
      "attributes",
    );
    const { browser, tokens } = await tokensOf("saml", { scope: `${scope} offline_access` });
    const granted = await tokens();
    const userInfo = () => client.fetchUserInfo(notes.config, granted.access_token, sub);
    expect(await userInfo()).toHaveProperty("attributes");
    await lab.deps.store.sessions.end(browser.sessionId ?? "", "signed_out", lab.deps.now());
    expect(await userInfo()).not.toHaveProperty("attributes");
  });

  test("are kept sealed, and go when no session of that sign-in can last any more", async () => {
    const { tokens } = await tokensOf("saml", { scope });
    await tokens();
    const rows = await sealedRows();
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) {
      expect(sealed).toMatch(/^v1\.test\./);
      expect(sealed).not.toContain("saml.example");
    }
    const later = new Date(sso.clock.now().getTime() + 13 * 3_600_000);
    await lab.deps.store.attempts.prune(new Date(0), later);
    expect(await sealedRows()).toEqual([]);
  });
});

const sealedRows = () =>
  sealedValuesIn(sso.database.db).notUnder("attemptIdentity", "another-key", null, 100);

/** The AuthnRequest in an address of the redirect binding. */
const readRedirect = (url: URL) =>
  inflateRawSync(Buffer.from(url.searchParams.get("SAMLRequest") ?? "", "base64")).toString("utf8");

describe("what an application asks of the sign-in", () => {
  const wanted = { acr_values: "https://refeds.org/profile/mfa phr sso", ui_locales: "fr-CA en" };
  const addressOf = (redirect: ProviderRedirect) => {
    if (redirect.kind !== "redirect") throw new Error("a form");
    return new URL(redirect.url);
  };

  test("reaches an OpenID provider as acr_values and ui_locales, without our own values", async () => {
    const asked = addressOf((await through("oidc", wanted)).redirect).searchParams;
    expect(asked.get("acr_values")).toBe("https://refeds.org/profile/mfa phr");
    expect(asked.get("ui_locales")).toBe("fr-CA en");
    const plain = addressOf((await through("oidc")).redirect).searchParams;
    expect([plain.get("acr_values"), plain.get("ui_locales")]).toEqual([null, null]);
  });

  test("reaches a SAML provider as RequestedAuthnContext, by its contexts only", async () => {
    const asked = readRedirect(addressOf((await through("saml", wanted)).redirect));
    const requested = /<(\w+:)?RequestedAuthnContext Comparison="exact">.*<\/\1?RequestedAuthnContext>/s.exec(
      asked,
    );
    expect(requested?.[0].match(/AuthnContextClassRef[^>]*>[^<]+/g)).toHaveLength(1);
    expect(requested?.[0]).toContain(">https://refeds.org/profile/mfa<");
    expect(readRedirect(addressOf((await through("saml")).redirect))).not.toContain("RequestedAuthnContext");
  });

  test("to prove it once more is not done by a session that was open at the provider", async () => {
    const asked = { prompt: "login" };
    const old = { pick: { fault: "old_authentication" } } as const;
    // The browser has dropped our requirement on the way: the provider lets its session go on, and we admit it.
    const { browser, finished, next } = await through("saml", asked, old);
    expect(finished.outcome).toBe("signed_in");
    const page = await browser.follow(next);
    expect(page instanceof URL && page.searchParams.get("again")).toBe("1");
    // With the requirement the answer is checked; a fresh sign-in passes.
    expect((await through("saml", asked, { ...old, again: true })).finished).toMatchObject({
      outcome: "refused",
      code: "authentication_too_old",
    });
    const fresh = await tokensOf("saml", asked, { again: true });
    expect((await fresh.tokens()).claims()?.sub).toBeDefined();
  });
});

describe("a sign-in that is refused", () => {
  test("leads back to the application with its reference, and with the page that explains it", async () => {
    const stranger = { pick: { typed: { email: "eve@elsewhere.example" } } };
    const { browser, finished, next } = await through("saml", {}, stranger);
    if (finished.outcome !== "refused") throw new Error("let in");
    const back = await browser.follow(`${next}?cancel=${finished.attemptId}`);
    if (!(back instanceof URL)) throw new Error("a page");
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("error_description")).toBe(
      `The sign-in was refused: domain_not_verified. Reference: ${finished.attemptId}`,
    );
    expect(back.searchParams.get("error_uri")).toBe(`${lab.appUrl}/sign-in-refused/${finished.attemptId}`);
    expect(back.searchParams.get("state")).not.toBeNull();
  });

  test("is not reported for a request that it did not belong to", async () => {
    const stranger = { pick: { typed: { email: "eve@elsewhere.example" } } };
    const { finished } = await through("saml", {}, stranger);
    if (finished.outcome !== "refused") throw new Error("let in");
    const other = await through("saml", {}, stranger);
    const back = await other.browser.follow(`${other.next}?cancel=${finished.attemptId}`);
    if (!(back instanceof URL)) throw new Error("a page");
    expect(back.searchParams.get("error_description")).toBe("The person went back without signing in.");
    expect(back.searchParams.get("error_uri")).toBeNull();
  });
});

describe("a sign-in that ends elsewhere than requested", () => {
  test("is access_denied, with the reference of the sign-in; where it belongs it passes", async () => {
    const browser = new Browser(lab);
    const ask = async () => (await aRequest(notes.config, { organization: ways.oidc.space.slug })).url;
    const page = await browser.follow(await ask());
    if (!(page instanceof URL)) throw new Error("no redirect");
    // Sessions and requests are distinguished by the second.
    await aSecond();
    sso.clock.forward(aheadOf(Date.now()));
    const elsewhere = await new LabBrowser(sso).signIn(ways.saml.space, ways.saml, everybody.saml);
    if (elsewhere.outcome !== "signed_in") throw new Error("refused");
    await browser.carry(elsewhere.sessionId);
    const back = await browser.follow(page.searchParams.get("next") ?? "");
    if (!(back instanceof URL)) throw new Error("a page");
    expect(`${back.origin}${back.pathname}`).toBe("https://notes.example/callback");
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("error_description")).toMatch(/another organization.*Reference: att_/);
    // The next request begins after that sign-in, and leads to the requested space.
    await aSecond();
    const again = await browser.follow(await ask());
    expect(again instanceof URL && again.pathname).toBe(`/${ways.oidc.space.slug}/login`);
    expect((await tokensOf("oidc")).back.searchParams.get("code")).not.toBeNull();
  });
});
