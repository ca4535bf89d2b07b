/**
 * Two clocks at the limit of their allowed difference, through the whole relying party: a second below it a token is
 * accepted, a second beyond it the refusal names the clock. This side's clock is passed in and does not move.
 */
import { importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeKey, type SimulatorKey } from "@/e2e/idp/openid/key-ring";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { type LocalServer, startLocalServer } from "@/lib/infra/http-client/testing/local-server";
import { createOidcRelyingParty } from "./relying-party";
import { codeOf, redirectUri, verifier } from "./testing/rehearsal";

const at = Date.parse("2031-05-06T07:08:09Z");
let key: SimulatorKey;
let provider: LocalServer;
/** The time between the browser's return and the token's arrival. */
let answerTakesMs = 0;
let elapsedMs = 0;
let token = { iat: 0, exp: 0 };

beforeAll(async () => {
  key = await makeKey("key", "ES256");
  provider = await startLocalServer(async (request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/jwks") return response.end(JSON.stringify({ keys: [key.publicJwk] }));
    if (request.url !== "/token") return response.end(JSON.stringify(documentOf(provider.url)));
    elapsedMs += answerTakesMs;
    response.setHeader("date", new Date(token.iat * 1000).toUTCString());
    const claims = {
      iss: provider.url,
      sub: "ada",
      aud: "app",
      nonce: "n",
      email: "a@acme.example",
      ...token,
    };
    const signer = new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid });
    const idToken = await signer.sign(await importJWK(key.privateJwk, key.alg));
    response.end(JSON.stringify({ access_token: "access", token_type: "Bearer", id_token: idToken }));
  });
});
afterAll(() => provider.close());
beforeEach(() => {
  answerTakesMs = 0;
  elapsedMs = 0;
});

function documentOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    id_token_signing_alg_values_supported: ["ES256"],
  };
}

/** A sign-in whose browser returns `pastMs` after the full second; the token is issued by a clock that is ahead. */
async function signIn(providerAhead: number, lifetime: number, pastMs: number): Promise<string> {
  const iat = Math.floor((at + pastMs + answerTakesMs) / 1000) + providerAhead;
  token = { iat, exp: iat + lifetime };
  const party = createOidcRelyingParty({
    outbound: createOutbound({ allow: [provider.host] }),
    clock: () => at + elapsedMs,
  });
  const result = await party.receive({
    settings: {
      connectionId: "conn_1",
      issuer: provider.url,
      clientId: "app",
      clientSecret: "s",
      scopes: ["openid"],
    },
    redirectUri,
    parameters: new URLSearchParams({ state: "s", code: "c" }),
    expected: { state: "s", nonce: "n", codeVerifier: verifier },
    now: new Date(at + pastMs),
  });
  return codeOf(result) ?? "accepted";
}

const fractions = [0, 1, 250, 499, 500, 750, 999];

test.each([
  [60, 600, "accepted"],
  [61, 600, "clock_off"],
  [-659, 600, "accepted"],
  [-660, 600, "clock_off"],
  [-661, 600, "clock_off"],
])(
  "the provider %d s ahead, tokens of %d s, at any fraction of a second: %s",
  async (ahead, lifetime, result) => {
    for (const pastMs of fractions) expect(await signIn(ahead, lifetime, pastMs)).toBe(result);
  },
);

test.each([
  [60, 600, "accepted"],
  [61, 600, "clock_off"],
  [-659, 600, "accepted"],
  [-660, 600, "clock_off"],
])(
  "the same if the token comes 9 s after the browser: %d s ahead, %d s, %s",
  async (ahead, lifetime, result) => {
    answerTakesMs = 9_000;
    for (const pastMs of fractions) {
      elapsedMs = 0;
      expect(await signIn(ahead, lifetime, pastMs)).toBe(result);
    }
  },
);
