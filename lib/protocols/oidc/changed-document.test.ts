/** Providers may change their document and move; a cached copy must not refuse people for an hour. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import type { OidcRelyingParty, OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, codeOf, redirectUri, signIn, verifier } from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;
let party: OidcRelyingParty;
let now: number;
const client = { clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] };

beforeAll(async () => {
  provider = await startOpenIdProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  now = Date.now();
  party = aRelyingParty([provider.host], { clock: () => now });
  provider.register({
    ...client,
    idTokenSignedResponseAlg: "RS256",
    tokenEndpointAuthMethod: "client_secret_basic",
  });
  provider.changeDocument();
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: "the-secret",
    scopes: ["openid", "email", "profile", "groups"],
  };
});

const asked = (path: string) => provider.requests.filter((one) => one === path).length;
const document = "/.well-known/openid-configuration";
const only = (algorithm: string) => ({ id_token_signing_alg_values_supported: [algorithm] });

/** The document as it was when the connection was tested. */
async function tested(changes: Record<string, unknown>) {
  provider.changeDocument(changes);
  expect((await signIn(party, { settings })).outcome).toBe("accepted");
  provider.requests.length = 0;
}

describe("another algorithm", () => {
  beforeEach(async () => {
    await tested(only("RS256"));
    provider.register({ ...client, idTokenSignedResponseAlg: "ES256" });
  });

  test("that the document names meanwhile is accepted, and the code was traded once", async () => {
    provider.changeDocument(only("ES256"));
    const result = await signIn(party, { settings });
    expect(codeOf(result)).toBeNull();
    expect(result.checks.map(({ name }) => name)).toContain("provider_document_read_again");
    expect([asked(document), asked("/token")]).toEqual([1, 1]);
  });

  test("that it does not name is refused", async () => {
    expect(codeOf(await signIn(party, { settings }))).toBe("id_token_algorithm");
    expect(asked(document)).toBe(1);
  });

  test("costs one extra fetch a minute for each connection, however many odd tokens come", async () => {
    for (let again = 0; again < 3; again += 1)
      expect(codeOf(await signIn(party, { settings }))).toBe("id_token_algorithm");
    expect(asked(document)).toBe(1);
    now += 60_000;
    provider.changeDocument(only("ES256"));
    expect(codeOf(await signIn(party, { settings }))).toBeNull();
    expect(asked(document)).toBe(2);
  });

  test("of one connection leaves another its own fetch", async () => {
    expect(codeOf(await signIn(party, { settings }))).toBe("id_token_algorithm");
    const other = { ...settings, connectionId: "conn_other" };
    // Its first sign-in reads the document, its first refusal once more.
    expect(codeOf(await signIn(party, { settings: other }))).toBe("id_token_algorithm");
    expect(asked(document)).toBe(3);
  });

  test("does not excuse a token that is invalid in itself", async () => {
    provider.changeDocument({ id_token_signing_alg_values_supported: ["ES256", "RS512"] });
    expect(codeOf(await signIn(party, { settings, fault: "token_unsigned" }))).toBe("id_token_algorithm");
    expect(codeOf(await signIn(party, { settings, fault: "token_expired" }))).toBe("id_token_expired");
  });
});

describe("other issuer metadata", () => {
  const silent = { authorization_response_iss_parameter_supported: undefined };

  test("a provider that no longer names itself in answers is accepted", async () => {
    await tested({});
    provider.changeDocument(silent);
    expect(codeOf(await signIn(party, { settings, fault: "answer_without_issuer" }))).toBeNull();
  });

  test("an answer without the name that the document still promises is refused", async () => {
    await tested({});
    expect(codeOf(await signIn(party, { settings, fault: "answer_without_issuer" }))).toBe(
      "answer_issuer_missing",
    );
    expect(asked("/token")).toBe(0);
  });

  test("a document that names another issuer meanwhile is not accepted", async () => {
    await tested(only("RS256"));
    provider.register({ ...client, idTokenSignedResponseAlg: "ES256" });
    provider.changeDocument({ ...only("ES256"), issuer: "https://another.example" });
    expect(codeOf(await signIn(party, { settings }))).toBe("id_token_algorithm");
  });
});

describe("other addresses", () => {
  test("moved keys are found", async () => {
    await tested({});
    provider.changeDocument({ jwks_uri: `${provider.url}/foreign-keys` });
    expect(codeOf(await signIn(party, { settings, fault: "token_unknown_key" }))).toBeNull();
  });

  test("if they did not move, the key stays unknown", async () => {
    await tested({});
    expect(codeOf(await signIn(party, { settings, fault: "token_unknown_key" }))).toBe(
      "id_token_key_unknown",
    );
  });

  test("a moved token endpoint is found", async () => {
    provider.changeDocument({ token_endpoint: `${provider.url}/moved/token` });
    expect(codeOf(await signIn(party, { settings }))).toBe("provider_status");
    now += 60_000;
    provider.changeDocument();
    expect(codeOf(await signIn(party, { settings }))).toBeNull();
  });

  test("a moved userinfo endpoint is found", async () => {
    const fault = "person_only_in_userinfo" as const;
    provider.changeDocument({ userinfo_endpoint: `${provider.url}/moved/userinfo` });
    expect(codeOf(await signIn(party, { settings, fault }))).toBe("userinfo_rejected");
    now += 60_000;
    provider.changeDocument();
    provider.requests.length = 0;
    expect(codeOf(await signIn(party, { settings, fault }))).toBeNull();
    expect(asked("/token")).toBe(1);
  });
});

describe("another client authentication method", () => {
  const by = (method: string) => ({ token_endpoint_auth_methods_supported: [method] });
  const fault = "wrong_client_secret" as const;
  beforeEach(async () => {
    await tested(by("client_secret_basic"));
    provider.clientAuthentications.length = 0;
  });

  test("is tried once the document names it", async () => {
    provider.changeDocument(by("client_secret_post"));
    expect(codeOf(await signIn(party, { settings, fault }))).toBe("client_authentication_failed");
    expect(provider.clientAuthentications).toEqual(["client_secret_basic", "client_secret_post"]);
  });

  test("is not tried, and the code not sent again, as long as the document does not name it", async () => {
    expect(codeOf(await signIn(party, { settings, fault }))).toBe("client_authentication_failed");
    expect(provider.clientAuthentications).toEqual(["client_secret_basic"]);
    expect(codeOf(await signIn(party, { settings }))).toBeNull();
  });
});

describe("a test run", () => {
  const begin = (afresh: boolean) =>
    party.begin({ settings, redirectUri, state: "s", nonce: "n", codeVerifier: verifier, afresh });

  test("reads the current document", async () => {
    await tested({});
    provider.changeDocument({ authorization_endpoint: `${provider.url}/moved` });
    const started = await begin(true);
    expect(started.outcome === "ready" && started.url).toContain("/moved?");
  });

  test("reads it afresh, while a sign-in uses the cached one", async () => {
    await tested({});
    provider.changeDocument({ authorization_endpoint: `${provider.url}/moved` });
    const started = await begin(false);
    expect(started.outcome === "ready" && started.url).toContain("/authorize?");
    expect(asked(document)).toBe(0);
  });
});
