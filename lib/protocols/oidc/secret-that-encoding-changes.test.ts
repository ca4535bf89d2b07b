import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import type { OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, codeOf, redirectUri, signIn } from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;

beforeAll(async () => {
  provider = await startOpenIdProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.changeDocument({
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  });
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: "a+b%c&d:e~f",
    scopes: ["openid", "email", "profile"],
  };
});

type Method = "client_secret_basic" | "client_secret_post";

async function signedIn(registered: Method, changes: Partial<OidcSettings> = {}) {
  provider.register({
    clientId: "app",
    clientSecret: "a+b%c&d:e~f",
    redirectUris: [redirectUri],
    tokenEndpointAuthMethod: registered,
  });
  provider.requests.length = 0;
  const party = aRelyingParty([provider.host]);
  const result = await signIn(party, { settings: { ...settings, ...changes } });
  const trades = provider.requests.filter((path) => path === "/token").length;
  const tried = result.checks.find(({ name }) => name === "client_secret_basic_tried")?.passed ?? null;
  expect(JSON.stringify(result.checks)).not.toContain("a+b%c");
  return { code: codeOf(result), trades, tried };
}

test("is sent in the form, as both are offered", async () => {
  expect(await signedIn("client_secret_post")).toEqual({ code: null, trades: 1, tried: null });
});

test("is sent in the header too if the client is registered for that alone, and the checks say so", async () => {
  expect(await signedIn("client_secret_basic")).toEqual({ code: null, trades: 2, tried: true });
});

test("is tried once more and no further if it is wrong", async () => {
  const wrong = { clientSecret: "a+b%c&d:e~g" };
  const refused = { code: "client_authentication_failed", trades: 2, tried: false };
  expect(await signedIn("client_secret_basic", wrong)).toEqual(refused);
  expect(await signedIn("client_secret_post", wrong)).toEqual(refused);
});

test("stays where an administrator has set it", async () => {
  const set = { tokenEndpointAuthMethod: "client_secret_post" as const };
  const refused = { code: "client_authentication_failed", trades: 1, tried: null };
  expect(await signedIn("client_secret_basic", set)).toEqual(refused);
  expect(await signedIn("client_secret_post", set)).toEqual({ code: null, trades: 1, tried: null });
});

test("a secret that encoding leaves alone is sent one way only", async () => {
  const plain = { clientSecret: "plain-and-wrong" };
  expect(await signedIn("client_secret_basic", plain)).toMatchObject({ trades: 1, tried: null });
});
