/**
 * The attacks of docs/oidc.md, "The threat list", as far as the protocol itself decides them. Each refusal has its
 * control: the same sign-in, unchanged, is accepted by the same relying party just before.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "@/e2e/idp/openid/faults";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { startLocalServer } from "@/lib/infra/http-client/testing/local-server";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { OidcRelyingParty, OidcSettings } from "@/lib/ports/oidc";
import { createOidcRelyingParty } from "./relying-party";
import {
  answerOf,
  aRelyingParty,
  codeOf,
  type Rehearsal,
  redirectUri,
  signIn,
  verifier,
} from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;
let party: OidcRelyingParty;
const expected = { state: "the-state", nonce: "the-nonce", codeVerifier: verifier };

beforeAll(async () => {
  provider = await startOpenIdProvider();
  provider.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
  settings = {
    connectionId: "conn_test",
    issuer: provider.url,
    clientId: "app",
    clientSecret: "the-secret",
    scopes: ["openid", "email", "profile", "groups"],
  };
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.stand(null);
  provider.resetKeys();
  provider.requests.length = 0;
  party = aRelyingParty([provider.host]);
});

/** The control is accepted, and the attack is refused with this code. */
async function refuses(code: OidcRefusalCode, tried: Partial<Rehearsal>): Promise<void> {
  expect((await signIn(party, { settings })).outcome).toBe("accepted");
  const result = await signIn(party, { settings, ...tried });
  expect(codeOf(result)).toBe(code);
  expect(result).not.toHaveProperty("identity");
  expect(result.checks.filter((check) => !check.passed)).toHaveLength(1);
}

const byFault = (code: OidcRefusalCode, fault: Fault) => refuses(code, { fault });

describe("state", () => {
  test("missing", () => byFault("state_missing", "answer_without_state"));
  test("wrong", () => byFault("state_mismatch", "answer_wrong_state"));
  test("twice", () => byFault("answer_parameter_repeated", "answer_repeated_state"));
  test("of another sign-in or browser", () =>
    refuses("state_mismatch", { expected: { state: "of-another-attempt" } }));
  test("empty on both sides is none", () =>
    refuses("state_missing", {
      expected: { state: "" },
      tamper: (parameters) => parameters.set("state", ""),
    }));
  test("nothing is fetched for a wrong one", async () => {
    const result = await party.receive({
      settings,
      redirectUri,
      parameters: new URLSearchParams({ state: "forged", code: "c" }),
      expected,
      now: new Date(),
    });
    expect(codeOf(result)).toBe("state_mismatch");
    expect(provider.requests).toEqual([]);
  });
});

describe("nonce", () => {
  test("missing", () => byFault("id_token_nonce_missing", "token_without_nonce"));
  test("wrong", () => byFault("id_token_nonce", "token_wrong_nonce"));
  test("of another sign-in", () => refuses("id_token_nonce", { expected: { nonce: "of-another-attempt" } }));
});

describe("verifier (PKCE)", () => {
  test("wrong, as in another browser's hands", () =>
    refuses("code_rejected", { expected: { codeVerifier: "x".repeat(43) } }));
  test("the request carries an S256 challenge and not the verifier", async () => {
    const started = await party.begin({ settings, redirectUri, ...expected });
    const url = new URL(started.outcome === "ready" ? started.url : "");
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.href).not.toContain(verifier);
  });
});

describe("code", () => {
  test("replayed", async () => {
    const parameters = await answerOf(party, settings);
    const receive = () => party.receive({ settings, redirectUri, parameters, expected, now: new Date() });
    expect((await receive()).outcome).toBe("accepted");
    expect(codeOf(await receive())).toBe("code_rejected");
  });
  test("replayed 10 times at once: one success", async () => {
    const parameters = await answerOf(party, settings);
    const receive = () => party.receive({ settings, redirectUri, parameters, expected, now: new Date() });
    const results = await Promise.all(Array.from({ length: 10 }, receive));
    expect(results.filter((result) => result.outcome === "accepted").length).toBeLessThanOrEqual(1);
  });
  test("from another provider, which names itself", async () => {
    const other = await startOpenIdProvider();
    other.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
    const foreign = await answerOf(aRelyingParty([other.host]), { ...settings, issuer: other.url });
    await other.close();
    await refuses("answer_issuer_mismatch", {
      tamper: (parameters) => {
        for (const [name, value] of foreign) parameters.set(name, value);
      },
    });
  });
  test("from another provider, which does not name itself", () =>
    byFault("code_rejected", "answer_foreign_code"));
  test("for another redirect URI", async () => {
    const other = "http://127.0.0.1:9/api/sso/oidc/conn_other/callback";
    provider.register({ clientId: "app", redirectUris: [redirectUri, other] });
    const parameters = await answerOf(party, settings);
    const input = { settings, redirectUri: other, parameters, expected, now: new Date() };
    expect(codeOf(await party.receive(input))).toBe("code_rejected");
  });
  test("missing", () => byFault("code_missing", "answer_without_code"));
});

describe("the parameter iss (RFC 9207)", () => {
  test("wrong", () => byFault("answer_issuer_mismatch", "answer_wrong_issuer"));
  test("missing if it was promised", () => byFault("answer_issuer_missing", "answer_without_issuer"));
});

describe("ID token: claims", () => {
  test("another iss", () => byFault("id_token_issuer", "token_wrong_issuer"));
  test("another aud", () => byFault("id_token_audience", "token_wrong_audience"));
  test("another azp", () => byFault("id_token_authorized_party", "token_wrong_authorized_party"));
  test("several aud without azp", () => byFault("id_token_authorized_party", "token_more_audiences"));
  test("without sub", () => byFault("id_token_claim_missing", "token_without_subject"));
  test("without iat", () => byFault("id_token_claim_missing", "token_without_issued_at"));
  test("without exp", () => byFault("id_token_claim_missing", "token_without_expiry"));
  test("without iss", () => byFault("id_token_claim_missing", "token_without_issuer"));
  test("without aud", () => byFault("id_token_claim_missing", "token_without_audience"));
  test("expired", () => byFault("id_token_expired", "token_expired"));
  test("not yet valid", () => byFault("id_token_not_yet_valid", "token_not_yet_valid"));
  test("from the future", () => byFault("id_token_issued_in_future", "token_from_the_future"));
  test("another at_hash", () => byFault("id_token_access_token_hash", "token_wrong_access_token_hash"));
});

describe("ID token: signature", () => {
  test("broken", () => byFault("id_token_signature", "token_bad_signature"));
  test("of other claims", () => byFault("id_token_signature", "token_changed"));
  test("with a foreign key under the right name", () => byFault("id_token_signature", "token_foreign_key"));
  test("none", () => byFault("id_token_algorithm", "token_unsigned"));
  test("HS256 with the client secret", () => byFault("id_token_algorithm", "token_hmac"));
  test("HS256 with the public key", () => byFault("id_token_algorithm", "token_hmac_public_key"));
  test("crit", () => byFault("id_token_critical_header", "token_critical_header"));
  test.each(["token_jku_header", "token_x5u_header", "token_jwk_header"] as const)(
    "%s: a key that the token brings along is not used, and nothing is fetched for it",
    async (fault) => {
      await byFault("id_token_key_unknown", fault);
      expect(provider.requests).not.toContain("/foreign-keys");
    },
  );
  test("an unknown kid costs one more look at the keys, and one only", async () => {
    await byFault("id_token_key_unknown", "token_unknown_key");
    for (let again = 0; again < 5; again += 1) await signIn(party, { settings, fault: "token_unknown_key" });
    expect(provider.requests.filter((path) => path === "/jwks")).toHaveLength(2);
  });
  test("one tenant's odd tokens do not cost another the look that finds a changed key", async () => {
    const other = { ...settings, connectionId: "conn_other" };
    for (const connection of [settings, other])
      expect((await signIn(party, { settings: connection })).outcome).toBe("accepted");
    for (let again = 0; again < 5; again += 1)
      expect(codeOf(await signIn(party, { settings: other, fault: "token_unknown_key" }))).toBe(
        "id_token_key_unknown",
      );
    await provider.rotateKeys({ withdraw: true });
    expect((await signIn(party, { settings })).outcome).toBe("accepted");
    // The control: the sender of the odd tokens has used its fetch of this minute.
    expect(codeOf(await signIn(party, { settings: other }))).toBe("id_token_key_unknown");
  });
  test("a changed key is found within that look", async () => {
    expect((await signIn(party, { settings })).outcome).toBe("accepted");
    await provider.rotateKeys({ withdraw: true });
    expect((await signIn(party, { settings })).outcome).toBe("accepted");
  });
});

describe("userinfo", () => {
  test("of another sub", () => byFault("userinfo_subject", "userinfo_other_subject"));
  test("without sub", () => byFault("userinfo_subject", "userinfo_without_subject"));
  test("a web page", () => byFault("userinfo_invalid", "userinfo_html"));
  test("an error", () => byFault("userinfo_rejected", "userinfo_fails"));
});

describe("discovery", () => {
  const rows: [string, OidcRefusalCode][] = [
    ["other_issuer", "discovery_issuer_mismatch"],
    ["http", "discovery_endpoint_not_allowed"],
    ["private", "discovery_endpoint_not_allowed"],
    ["huge", "provider_too_large"],
    ["html", "discovery_not_json"],
    ["hanging", "provider_timeout"],
    ["dripping", "provider_timeout"],
    ["redirect", "discovery_redirected"],
  ];
  test.each(rows)("%s: %s", async (name, code) => {
    expect((await party.discover(provider.url, "conn_test")).outcome).toBe("found");
    const patienceMs = code === "provider_timeout" ? 500 : undefined;
    const impatient = aRelyingParty([provider.host], { patienceMs });
    const refused = { outcome: "refused", refusal: { code } };
    expect(await impatient.discover(`${provider.url}/faulty/${name}`, "conn_test")).toMatchObject(refused);
    const issuer = `${provider.url}/faulty/${name}`;
    const started = await impatient.begin({ settings: { ...settings, issuer }, redirectUri, ...expected });
    expect(started).toMatchObject(refused);
  });
  test("an http issuer", async () => {
    const discovery = await aRelyingParty([]).discover(provider.url, "conn_test");
    expect(discovery).toMatchObject({ outcome: "refused", refusal: { code: "issuer_not_https" } });
  });
  test("an issuer in a private network", async () => {
    const discovery = await party.discover("https://10.0.0.8/realms/acme", "conn_test");
    expect(discovery).toMatchObject({ outcome: "refused", refusal: { code: "provider_private_address" } });
  });
});

describe("requests to a private address", () => {
  const elsewhere = async () => [{ address: "10.1.2.3", family: 4 as const }];

  test("written as a name", async () => {
    const named = createOidcRelyingParty({ outbound: createOutbound({ allow: [], resolve: elsewhere }) });
    const refusal = { code: "provider_private_address", check: "discovery" };
    expect(await named.discover("https://id.acme.example", "conn_test")).toMatchObject({ refusal });
  });
  test("through a name that turns private after discovery", async () => {
    const server = await startLocalServer((_request, response) => {
      const document = {
        issuer: `http://${server.host}`,
        authorization_endpoint: `http://${server.host}/authorize`,
        token_endpoint: "https://rebound.example/token",
        jwks_uri: `http://${server.host}/jwks`,
      };
      response.end(JSON.stringify(document));
    });
    const resolve = async (name: string) =>
      name === "rebound.example" ? elsewhere() : [{ address: "127.0.0.1", family: 4 as const }];
    const rebound = createOidcRelyingParty({ outbound: createOutbound({ allow: [server.host], resolve }) });
    const result = await rebound.receive({
      settings: { ...settings, issuer: `http://${server.host}` },
      redirectUri,
      parameters: new URLSearchParams({ state: "the-state", code: "c" }),
      expected,
      now: new Date(),
    });
    await server.close();
    expect(result).toMatchObject({
      refusal: { code: "provider_private_address", check: "code_exchange" },
    });
  });
  test("through a redirect: no token request follows one", async () => {
    await byFault("provider_status", "tokens_redirect");
    expect(provider.requests).not.toContain("/elsewhere");
  });
});

describe("errors are shown safely", () => {
  test("markup stays text, and only the administrator sees it", async () => {
    await byFault("access_denied", "access_denied");
    const result = await signIn(party, { settings, fault: "access_denied" });
    expect(result.outcome === "refused" && result.refusal.received).toBe(
      'access_denied: <b>Declined</b> <script>alert("x")</script> by ada-moreno',
    );
  });
  test("hidden characters go, and long texts are cut", () =>
    refuses("provider_error", {
      tamper: (parameters) => {
        parameters.set("error", "odd\u0000\u202eerror\r\n");
        parameters.set("error_description", "x".repeat(10_000));
      },
    }));
  test("an error without the right state is a wrong state", () =>
    refuses("state_mismatch", { fault: "access_denied", expected: { state: "of-another-attempt" } }));
  test("names of object members are no error codes", () =>
    refuses("provider_error", {
      fault: "access_denied",
      tamper: (parameters) => parameters.set("error", "constructor"),
    }));
});

describe("answers in other forms", () => {
  test("a signed or encrypted answer (JARM), which was not asked for", () =>
    refuses("answer_encrypted_or_signed", { tamper: (parameters) => parameters.set("response", "a.b.c") }));
  test("what only the second check objects to is refused too", () =>
    byFault("id_token_rejected", "token_senseless_auth_time"));
});

describe("client_secret_basic", () => {
  test("special characters in ID and secret", async () => {
    const odd = { clientId: "app:one/é=%41 +&".replace("é", "e"), clientSecret: "s%C3:cr+t /&=?~!*'() 100%" };
    provider.register({ ...odd, redirectUris: [redirectUri] });
    for (const method of ["client_secret_basic", "client_secret_post"] as const) {
      const oddSettings = { ...settings, ...odd, tokenEndpointAuthMethod: method };
      expect((await signIn(party, { settings: oddSettings })).outcome).toBe("accepted");
    }
    const wrong = { ...settings, ...odd, clientSecret: "s%C3:cr t /&=?~!*'() 100%" };
    expect(codeOf(await signIn(party, { settings: wrong }))).toBe("client_authentication_failed");
  });
  test.each([
    ["both, and the secret would be changed", "a+b%c&d:e~f", "client_secret_post"],
    ["both, and the secret stays as it is", "a-plain_secret.1*", "client_secret_basic"],
  ] as const)("is chosen by what is offered: %s", async (_name, clientSecret, method) => {
    provider.register({
      clientId: "app-odd",
      clientSecret,
      redirectUris: [redirectUri],
      tokenEndpointAuthMethod: method,
    });
    const result = await signIn(party, { settings: { ...settings, clientId: "app-odd", clientSecret } });
    expect(codeOf(result)).toBeNull();
    expect(provider.clientAuthentications.at(-1)).toBe(method);
  });
  test("is encoded if nothing else is offered", async () => {
    provider.changeDocument({ token_endpoint_auth_methods_supported: ["client_secret_basic"] });
    const odd = { clientId: "app-basic", clientSecret: "a+b%c&d:e~f" };
    provider.register({ ...odd, redirectUris: [redirectUri] });
    expect(codeOf(await signIn(party, { settings: { ...settings, ...odd } }))).toBeNull();
    expect(provider.clientAuthentications.at(-1)).toBe("client_secret_basic");
    provider.changeDocument();
  });
  test("a wrong secret, and what was sent", async () => {
    const result = await signIn(party, { settings: { ...settings, clientSecret: "planted-canary" } });
    expect(result).toMatchObject({
      refusal: {
        code: "client_authentication_failed",
        expected: "client ID app and its secret, by client_secret_basic",
      },
    });
    expect(JSON.stringify(result)).not.toContain("planted-canary");
  });
});

describe("clocks", () => {
  const minutes = (count: number) => () => new Date(Date.now() + count * 60_000);
  test("the provider's, 10 minutes ahead", () => byFault("clock_off", "clock_ahead"));
  test("the provider's, 10 minutes behind", () => byFault("clock_off", "clock_behind"));
  test("ours, 11 minutes ahead", () => refuses("clock_off", { now: minutes(11) }));
  test("ours, 10 minutes behind", () => refuses("clock_off", { now: minutes(-10) }));
  test("half a minute apart does no harm", async () => {
    expect((await signIn(party, { settings, now: minutes(-0.5) })).outcome).toBe("accepted");
    expect((await signIn(party, { settings, now: minutes(0.5) })).outcome).toBe("accepted");
  });
});

describe("a provider that hangs", () => {
  test.each(["tokens_hang", "userinfo_hangs"] as const)("%s: costs its own person seconds", async (fault) => {
    const parameters = await answerOf(party, settings, { fault });
    const impatient = aRelyingParty([provider.host], { patienceMs: 500 });
    const started = performance.now();
    const answer = { settings, redirectUri, parameters, expected, now: new Date() };
    expect(codeOf(await impatient.receive(answer))).toBe("provider_timeout");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  test("all calls of one answer together have a limit of their own", async () => {
    const outbound = createOutbound({ allow: [provider.host], totalTimeoutMs: 25_000 });
    const hasty = createOidcRelyingParty({ outbound, budgetMs: 400 });
    const started = performance.now();
    expect(codeOf(await signIn(hasty, { settings, fault: "tokens_hang" }))).toBe("provider_timeout");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  test("50 people at a hanging provider make one call, and others sign in meanwhile", async () => {
    const hanging = await startOpenIdProvider();
    hanging.stand("hanging");
    const shared = aRelyingParty([provider.host, hanging.host], { patienceMs: 25_000 });
    const begin = () =>
      shared.begin({ settings: { ...settings, issuer: hanging.url }, redirectUri, ...expected });
    let givenUp = 0;
    const waiting = Array.from({ length: 50 }, () => begin().finally(() => (givenUp += 1)));
    expect((await signIn(shared, { settings })).outcome).toBe("accepted");
    expect(givenUp).toBe(0);
    expect(hanging.requests).toHaveLength(1);
    // It hangs up at last, on all of them.
    await hanging.close();
    for (const started of await Promise.all(waiting)) {
      expect(started).toMatchObject({ outcome: "refused", refusal: { code: "provider_connection_refused" } });
    }
  });
  test("100 people of one tenant who wait for a provider leave another tenant its turns there", async () => {
    const hanging = await startOpenIdProvider();
    hanging.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
    const patient = aRelyingParty([hanging.host], { patienceMs: 25_000 });
    const own = { ...settings, issuer: hanging.url };
    const other = { ...own, connectionId: "conn_other" };
    const answers: URLSearchParams[] = [];
    for (let person = 0; person < 100; person += 1)
      answers.push(await answerOf(patient, other, { fault: "tokens_hang" }));
    const waiting = answers.map((parameters) =>
      patient.receive({ settings: other, redirectUri, parameters, expected, now: new Date() }).then(codeOf),
    );
    expect((await signIn(patient, { settings: own })).outcome).toBe("accepted");
    // It hangs up at last. The control: among themselves they do delay each other.
    await hanging.close();
    expect(new Set(await Promise.all(waiting))).toEqual(
      new Set(["provider_connection_refused", "provider_busy"]),
    );
  });
});
