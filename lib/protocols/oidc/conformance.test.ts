/**
 * The OpenID Foundation's relying-party plans, module by module, under their own names: the basic plan
 * (oidcc-client-basic-certification-test-plan, 14 modules) and the configuration plan
 * (oidcc-client-config-certification-test-plan, 6 modules). Each beside its control: the same sign-in untouched.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "@/e2e/idp/openid/faults";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import type { OidcRelyingParty, OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, codeOf, redirectUri, signIn } from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;
let party: OidcRelyingParty;

beforeAll(async () => {
  provider = await startOpenIdProvider();
  provider.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: "the-secret",
    scopes: ["openid", "email"],
  };
});
afterAll(() => provider.close());
beforeEach(async () => {
  provider.stand(null);
  provider.resetKeys();
  provider.requests.length = 0;
  party = aRelyingParty([provider.host]);
  expect((await signIn(party, { settings })).outcome).toBe("accepted");
});

async function refusalFor(fault: Fault) {
  const result = await signIn(party, { settings, fault });
  const failed = result.checks.filter((check) => !check.passed).map((check) => check.name);
  return { code: codeOf(result), failed };
}

describe("basic plan", () => {
  test("oidcc-client-test: signs in by the code flow", async () => {
    const result = await signIn(party, { settings });
    expect(result).toMatchObject({
      outcome: "accepted",
      identity: {
        issuer: provider.url,
        subject: "ada-moreno",
        attributes: { email: ["ada.moreno@acme.example"] },
      },
    });
    expect(result.checks.every((check) => check.passed)).toBe(true);
  });

  test("oidcc-client-test-invalid-iss: refuses another issuer", async () => {
    expect(await refusalFor("token_wrong_issuer")).toEqual({ code: "id_token_issuer", failed: ["issuer"] });
  });

  test("oidcc-client-test-missing-sub: refuses a token without subject", async () => {
    expect(await refusalFor("token_without_subject")).toEqual({
      code: "id_token_claim_missing",
      failed: ["required_claims"],
    });
  });

  test("oidcc-client-test-invalid-aud: refuses another audience", async () => {
    expect(await refusalFor("token_wrong_audience")).toEqual({
      code: "id_token_audience",
      failed: ["audience"],
    });
  });

  test("oidcc-client-test-missing-iat: refuses a token without time of issue", async () => {
    expect(await refusalFor("token_without_issued_at")).toEqual({
      code: "id_token_claim_missing",
      failed: ["required_claims"],
    });
  });

  test("oidcc-client-test-kid-absent-single-jwks: accepts a token without key ID if one key fits", async () => {
    expect((await signIn(party, { settings, fault: "token_without_key_id" })).outcome).toBe("accepted");
  });

  test("oidcc-client-test-kid-absent-multiple-jwks: refuses one if several keys fit", async () => {
    // The plan allows refusing and picking the right key; refusing leaves no choice to the sender.
    party = aRelyingParty([provider.host]);
    expect(await refusalFor("token_without_key_id_many")).toEqual({
      code: "id_token_key_ambiguous",
      failed: ["signing_key"],
    });
  });

  test("oidcc-client-test-idtoken-sig-rs256: accepts RS256", async () => {
    const result = await signIn(party, { settings });
    expect(result.checks.find((check) => check.name === "signature")).toMatchObject({
      passed: true,
      received: "RS256",
    });
  });

  test("oidcc-client-test-idtoken-sig-none: refuses an unsigned token", async () => {
    expect(await refusalFor("token_unsigned")).toEqual({ code: "id_token_algorithm", failed: ["algorithm"] });
  });

  test("oidcc-client-test-invalid-sig-rs256: refuses a broken RS256 signature", async () => {
    expect(await refusalFor("token_bad_signature")).toEqual({
      code: "id_token_signature",
      failed: ["signature"],
    });
  });

  test("oidcc-client-test-userinfo-invalid-sub: refuses userinfo of another subject", async () => {
    expect(await refusalFor("userinfo_other_subject")).toEqual({
      code: "userinfo_subject",
      failed: ["userinfo_subject"],
    });
  });

  test("oidcc-client-test-nonce-invalid: refuses another nonce", async () => {
    expect(await refusalFor("token_wrong_nonce")).toEqual({ code: "id_token_nonce", failed: ["nonce"] });
  });

  test("oidcc-client-test-scope-userinfo-claims: takes the scopes' claims from userinfo", async () => {
    const scopes = ["openid", "email", "profile"];
    const result = await signIn(party, {
      settings: { ...settings, scopes },
      fault: "person_only_in_userinfo",
    });
    expect(result).toMatchObject({
      outcome: "accepted",
      identity: {
        attributes: { email: ["ada.moreno@acme.example"], given_name: ["Ada"], family_name: ["Moreno"] },
        emailVerified: true,
      },
    });
  });

  test("oidcc-client-test-client-secret-basic: authenticates by client_secret_basic", async () => {
    for (const method of ["client_secret_basic", "client_secret_post", null] as const) {
      const chosen = { ...settings, tokenEndpointAuthMethod: method };
      expect((await signIn(party, { settings: chosen })).outcome).toBe("accepted");
    }
    expect(provider.clientAuthentications.slice(-3)).toEqual([
      "client_secret_basic",
      "client_secret_post",
      "client_secret_basic",
    ]);
  });
});

describe("configuration plan", () => {
  test("oidcc-client-test-discovery-openid-config: reads the provider's document and uses it", async () => {
    expect(await party.discover(provider.url, "conn_test")).toMatchObject({
      outcome: "found",
      provider: {
        issuer: provider.url,
        authorizationEndpoint: `${provider.url}/authorize`,
        tokenEndpoint: `${provider.url}/token`,
        jwksUri: `${provider.url}/jwks`,
        userinfoEndpoint: `${provider.url}/userinfo`,
      },
    });
    expect(provider.requests).toContain("/.well-known/openid-configuration");
  });

  test("oidcc-client-test-discovery-jwks-uri-keys: fetches the keys and verifies with them", async () => {
    expect(provider.requests.filter((path) => path === "/jwks")).toHaveLength(1);
  });

  test("oidcc-client-test-discovery-issuer-mismatch: refuses a document of another issuer", async () => {
    expect(await party.discover(`${provider.url}/faulty/other_issuer`, "conn_test")).toMatchObject({
      outcome: "refused",
      refusal: { code: "discovery_issuer_mismatch", received: "https://another-issuer.example" },
    });
    provider.stand("other_issuer");
    const started = await aRelyingParty([provider.host]).begin({
      settings,
      redirectUri,
      state: "s",
      nonce: "n",
      codeVerifier: "v".repeat(43),
    });
    expect(started).toMatchObject({ outcome: "refused", refusal: { code: "discovery_issuer_mismatch" } });
  });

  test("oidcc-client-test-idtoken-sig-none: refuses an unsigned token of a discovered provider", async () => {
    expect(await refusalFor("token_unsigned")).toEqual({ code: "id_token_algorithm", failed: ["algorithm"] });
  });

  test("oidcc-client-test-signing-key-rotation: follows a key changed between two sign-ins", async () => {
    await provider.rotateKeys({ withdraw: true });
    expect((await signIn(party, { settings })).outcome).toBe("accepted");
    expect(provider.requests.filter((path) => path === "/jwks")).toHaveLength(2);
  });

  test("oidcc-client-test-signing-key-rotation-just-before-signing: follows a key changed during a sign-in", async () => {
    expect((await signIn(party, { settings, fault: "token_new_key" })).outcome).toBe("accepted");
    expect(provider.requests.filter((path) => path === "/jwks")).toHaveLength(2);
  });
});
