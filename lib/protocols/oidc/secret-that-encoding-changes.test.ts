import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import { type LocalServer, startLocalServer } from "@/lib/infra/http-client/testing/local-server";
import type { OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, codeOf, redirectUri, signIn } from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let gate: LocalServer;
let settings: OidcSettings;
let registered: "client_secret_basic" | "client_secret_post";
let trades: number;
const secret = "a+b%c&d:e~f";

/** The simulator takes the secret either way: before it stands a token endpoint for which one alone is registered. */
async function tokenEndpoint(request: IncomingMessage, response: ServerResponse): Promise<void> {
  trades += 1;
  const body = await text(request);
  const { authorization = "", "content-type": type = "" } = request.headers;
  const given = authorization ? "client_secret_basic" : "client_secret_post";
  const answer =
    given === registered
      ? await fetch(`${provider.url}/token`, {
          method: "POST",
          body,
          headers: { "content-type": type, ...(authorization ? { authorization } : {}) },
        })
      : Response.json({ error: "invalid_client" }, { status: 401 });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
}

beforeAll(async () => {
  provider = await startOpenIdProvider();
  gate = await startLocalServer(tokenEndpoint);
});
afterAll(async () => {
  await gate.close();
  await provider.close();
});
beforeEach(() => {
  provider.register({ clientId: "app", clientSecret: secret, redirectUris: [redirectUri] });
  provider.changeDocument({
    token_endpoint: `${gate.url}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  });
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: secret,
    scopes: ["openid", "email", "profile"],
  };
});

async function signedIn(method: typeof registered, changes: Partial<OidcSettings> = {}) {
  registered = method;
  trades = 0;
  const party = aRelyingParty([provider.host, gate.host]);
  const result = await signIn(party, { settings: { ...settings, ...changes } });
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
