import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, codeOf, redirectUri, signIn } from "@/lib/protocols/oidc/testing/rehearsal";
import { type DiscoveryFault, discoveryFaults, type Fault, faults } from "./faults";
import { type RunningOpenIdProvider, startOpenIdProvider } from "./server";
import { visit } from "./visit";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;

beforeAll(async () => {
  provider = await startOpenIdProvider();
  provider.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
  const scopes = ["openid", "email", "profile", "groups"];
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: "the-secret",
    scopes,
  };
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.stand(null);
  provider.resetKeys();
});

describe("each fault does what it promises, next to a sign-in without it", () => {
  const names = Object.keys(faults) as Fault[];
  test.each(names.map((name) => [name, faults[name].expected] as const))("%s: %s", async (name, expected) => {
    const party = aRelyingParty([provider.host], {
      patienceMs: expected === "provider_timeout" ? 2_000 : undefined,
    });
    const control = await signIn(aRelyingParty([provider.host]), { settings });
    expect(control.outcome).toBe("accepted");
    // Faults of the key address belong to no sign-in.
    if (name.startsWith("keys_")) provider.stand(name);
    const result = await signIn(party, { settings, fault: name });
    expect(codeOf(result)).toBe(expected);
  });
});

describe("each fault of the document does what it promises", () => {
  const names = Object.keys(discoveryFaults) as DiscoveryFault[];
  test.each(names.map((name) => [name, discoveryFaults[name].expected] as const))(
    "%s: %s",
    async (name, expected) => {
      const party = aRelyingParty([provider.host]);
      expect((await party.discover(provider.url, "conn_test")).outcome).toBe("found");
      const patienceMs = expected === "provider_timeout" ? 500 : undefined;
      const impatient = aRelyingParty([provider.host], { patienceMs });
      const discovery = await impatient.discover(`${provider.url}/faulty/${name}`, "conn_test");
      expect(discovery).toMatchObject({ outcome: "refused", refusal: { code: expected } });
    },
  );
});

describe("the provider underneath is strict", () => {
  test("refuses a wrong client secret", async () => {
    const party = aRelyingParty([provider.host]);
    const result = await signIn(party, { settings: { ...settings, clientSecret: "another" } });
    expect(codeOf(result)).toBe("client_authentication_failed");
  });

  test("shows an error for an unregistered redirect URI", async () => {
    const party = aRelyingParty([provider.host]);
    const started = await party.begin({
      settings,
      redirectUri: "http://127.0.0.1:9/elsewhere",
      state: "s",
      nonce: "n",
      codeVerifier: "v".repeat(43),
    });
    if (started.outcome !== "ready") throw new Error("not begun");
    await expect(visit(started.url)).rejects.toThrow(/redirect_uri/);
  });
});

describe("the pages", () => {
  test("the front page shows the values to copy and accepts a redirect URI", async () => {
    const page = await (await fetch(provider.url)).text();
    expect(page).toContain(`<code>${provider.url}</code>`);
    expect(page).toContain("gatehouse-demo");
    const uri = "http://localhost:3000/api/sso/oidc/conn_1/callback";
    const body = new URLSearchParams({ clientId: "gatehouse-demo", redirectUri: uri });
    const answer = await fetch(`${provider.url}/clients`, { method: "POST", body });
    expect(await answer.text()).toContain(uri);
  });

  test("accepts no redirect URI that leads elsewhere", async () => {
    const body = new URLSearchParams({ clientId: "x", redirectUri: "https://elsewhere.example/" });
    expect((await fetch(`${provider.url}/clients`, { method: "POST", body })).status).toBe(400);
  });

  test("sets and ends the standing fault", async () => {
    const set = (fault: string | null) =>
      fetch(`${provider.url}/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ fault }),
      });
    expect(await (await set("token_expired")).json()).toEqual({ fault: "token_expired" });
    expect(codeOf(await signIn(aRelyingParty([provider.host]), { settings }))).toBe("id_token_expired");
    expect(await (await set(null)).json()).toEqual({ fault: null });
  });

  test("starts a sign-in from the provider's side", async () => {
    const body = new URLSearchParams({ uri: "http://localhost:3000/initiate", loginHint: "a@acme.example" });
    const answer = await fetch(`${provider.url}/initiate`, { method: "POST", body, redirect: "manual" });
    const to = new URL(answer.headers.get("location") ?? "");
    expect([to.searchParams.get("iss"), to.searchParams.get("login_hint")]).toEqual([
      provider.url,
      "a@acme.example",
    ]);
  });

  test("signs a program in without a page", async () => {
    const party = aRelyingParty([provider.host]);
    const started = await party.begin({
      settings,
      redirectUri,
      state: "s",
      nonce: "n",
      codeVerifier: "v".repeat(43),
    });
    if (started.outcome !== "ready") throw new Error("not begun");
    const answer = await visit(`${started.url}&person=ben-okafor&fault=access_denied`);
    expect(answer.searchParams.get("error")).toBe("access_denied");
  });
});
