import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import type { OidcRelyingParty, OidcSettings } from "@/lib/ports/oidc";
import { aRelyingParty, redirectUri, signIn, verifier } from "./testing/rehearsal";

let provider: RunningOpenIdProvider;
let settings: OidcSettings;
let party: OidcRelyingParty;

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
  party = aRelyingParty([provider.host]);
});
afterAll(() => provider.close());

const beginning = { state: "the-state", nonce: "the-nonce", codeVerifier: verifier };

async function identity(rehearsal: Partial<Parameters<typeof signIn>[1]> = {}) {
  const result = await signIn(party, { settings, ...rehearsal });
  if (result.outcome !== "accepted") throw new Error(JSON.stringify(result.refusal));
  return result.identity;
}

describe("the result of an accepted sign-in", () => {
  test("has the person, issuer and time, with every claim and value", async () => {
    expect(await identity({ person: "ben-okafor" })).toMatchObject({
      protocol: "oidc",
      issuer: provider.url,
      subject: "ben-okafor",
      subjectFormat: null,
      emailVerified: true,
      attributes: {
        sub: ["ben-okafor"],
        email: ["ben.okafor@acme.example"],
        given_name: ["Ben"],
        family_name: ["Okafor"],
        groups: ["Gatehouse Editors", "Engineering", "Everyone"],
      },
      authentication: { sessionEndsAt: null },
    });
  });

  test("the checks in the order in which they ran", async () => {
    const result = await signIn(party, { settings });
    expect(result.checks.map((check) => check.name)).toEqual([
      "answer_parameters",
      "state",
      "provider_document",
      "answer_issuer",
      "provider_error",
      "code",
      "client_authentication",
      "code_exchange",
      "id_token",
      "id_token_format",
      "algorithm",
      "critical_headers",
      "signing_key",
      "signature",
      "required_claims",
      "issuer",
      "audience",
      "authorized_party",
      "expiry",
      "issued_at",
      "nonce",
      "access_token_hash",
      "second_opinion",
    ]);
  });

  test("keeps odd characters and long names", async () => {
    const { attributes } = await identity({ person: "odd-characters" });
    expect(attributes.given_name).toEqual(["Zoë-Þóra “Quote” <b>"]);
    expect(attributes.groups).toContain('R&D; "Special" <team>');
  });

  test("invents nobody's address", async () => {
    const noor = await identity({ person: "no-email" });
    expect([noor.attributes.email, noor.emailVerified]).toEqual([undefined, null]);
  });

  test("marks an unverified address", async () => {
    expect((await identity({ fault: "person_email_unverified" })).emailVerified).toBe(false);
  });

  test("leaves the verification open if the provider says nothing about it", async () => {
    expect((await identity({ fault: "person_email_unstated" })).emailVerified).toBeNull();
  });

  test.each([{ person: "many-groups" }, { fault: "person_group_overage" as const }])(
    "keeps the marker of omitted groups: %j",
    async (visit) => {
      const { attributes } = await identity(visit);
      expect(attributes.groups).toBeUndefined();
      expect(JSON.parse(attributes._claim_names?.[0] ?? "")).toEqual({ groups: "src1" });
    },
  );
});

describe("a public client", () => {
  test("signs in by PKCE alone and sends no secret", async () => {
    provider.register({
      clientId: "app-public",
      redirectUris: [redirectUri],
      tokenEndpointAuthMethod: "none",
    });
    const own = { ...settings, clientId: "app-public", clientSecret: "" };
    await identity({ settings: { ...own, tokenEndpointAuthMethod: "none" } });
    expect(provider.clientAuthentications.at(-1)).toBe("none");
    const wrong = await signIn(party, {
      settings: { ...own, tokenEndpointAuthMethod: "none" },
      expected: { codeVerifier: "x".repeat(43) },
    });
    expect(wrong).toMatchObject({ refusal: { code: "code_rejected" } });
  });
});

describe("a document at another address than its issuer", () => {
  test("is read there, and tokens must name the issuer", async () => {
    const discoveryUrl = `${provider.url}/policies/B2C_1/.well-known/openid-configuration`;
    expect((await identity({ settings: { ...settings, discoveryUrl } })).issuer).toBe(provider.url);
    const other = { ...settings, discoveryUrl, issuer: "https://another.example" };
    expect(await party.begin({ settings: other, redirectUri, ...beginning })).toMatchObject({
      refusal: { code: "discovery_issuer_mismatch" },
    });
  });
});

describe("further parameters", () => {
  test("are sent, and each of ours occurs once with our value", async () => {
    const extraParameters = { prompt: "select_account", domain_hint: "acme.example", state: "theirs" };
    const started = await party.begin({
      settings: { ...settings, extraParameters },
      redirectUri,
      ...beginning,
    });
    const { searchParams } = new URL(started.outcome === "ready" ? started.url : "");
    expect(searchParams.getAll("prompt")).toEqual(["select_account"]);
    expect(searchParams.get("domain_hint")).toBe("acme.example");
    expect(searchParams.getAll("state")).toEqual(["the-state"]);
  });
});

describe("userinfo", () => {
  const asked = () => provider.requests.filter((path) => path === "/userinfo").length;

  test("is not called if the ID token contains everything", async () => {
    const before = asked();
    await identity();
    expect(asked()).toBe(before);
  });

  test("is called if the email address is missing", async () => {
    const before = asked();
    const { attributes } = await identity({ fault: "person_only_in_userinfo" });
    expect(asked()).toBe(before + 1);
    expect(attributes.groups).toEqual(["Gatehouse Admins", "Everyone"]);
  });

  describe("for claims that mapping or rules name", () => {
    const rule = { operator: "equals", value: "R&D", role: "editor", teams: [] } as const;
    const none = { email: null, firstName: null, lastName: null, groups: null };
    const named = (attribute: string) => ({
      ...settings,
      claimNames: [{ attributes: none, rules: [{ ...rule, teams: [], attribute }] }],
    });

    test("is called if the ID token lacks one", async () => {
      const before = asked();
      const { attributes } = await identity({
        settings: named("unit.name"),
        fault: "person_unit_in_userinfo",
      });
      expect(asked()).toBe(before + 1);
      expect(attributes["unit.name"]).toEqual(["R&D"]);
    });

    test("is not called if it has them, or nothing names one", async () => {
      const before = asked();
      await identity({ settings: named("groups") });
      await identity({ fault: "person_unit_in_userinfo" });
      expect(asked()).toBe(before);
    });

    test("must describe the same person", async () => {
      const other = { settings: named("unit.name"), fault: "userinfo_other_subject" } as const;
      expect(await signIn(party, other)).toMatchObject({ refusal: { code: "userinfo_subject" } });
    });
  });

  test("is not needed", async () => {
    const bare = await startOpenIdProvider({ userinfo: false });
    bare.register({ clientId: "app", clientSecret: "the-secret", redirectUris: [redirectUri] });
    const result = await signIn(aRelyingParty([bare.host]), {
      settings: { ...settings, issuer: bare.url },
    });
    await bare.close();
    expect(result.outcome).toBe("accepted");
  });
});

describe("algorithms", () => {
  test.each(["RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "PS384", "PS512"])(
    "accepts %s",
    async (algorithm) => {
      const clientId = `app-${algorithm}`;
      provider.register({
        clientId,
        clientSecret: "the-secret",
        redirectUris: [redirectUri],
        idTokenSignedResponseAlg: algorithm,
      });
      const result = await signIn(party, { settings: { ...settings, clientId } });
      expect(result.outcome).toBe("accepted");
      expect(result.checks.find((check) => check.name === "algorithm")?.received).toBe(algorithm);
    },
  );
});

describe("begin", () => {
  const input = () => ({ settings, redirectUri, state: "s", nonce: "n", codeVerifier: verifier });

  test("requests what it needs, and nothing else", async () => {
    const started = await party.begin(input());
    const url = new URL(started.outcome === "ready" ? started.url : "");
    expect(`${url.origin}${url.pathname}`).toBe(`${provider.url}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: "app",
      redirect_uri: redirectUri,
      scope: "openid email profile groups",
      state: "s",
      nonce: "n",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
  });

  test("requests openid even if it is not among the scopes", async () => {
    const started = await party.begin({ ...input(), settings: { ...settings, scopes: ["email"] } });
    expect(started.outcome === "ready" && new URL(started.url).searchParams.get("scope")).toBe(
      "openid email",
    );
  });

  test("passes on a hint, a request for a new sign-in and for an authentication class", async () => {
    const inputs = {
      loginHint: "ada+1@acme.example",
      forceReauthentication: true,
      acrValues: ["mfa", "pwd"],
    };
    const started = await party.begin({ ...input(), ...inputs });
    const url = new URL(started.outcome === "ready" ? started.url : "");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      login_hint: "ada+1@acme.example",
      prompt: "login",
      max_age: "0",
      acr_values: "mfa pwd",
    });
  });

  test("reads the document once for many sign-ins", async () => {
    const fresh = aRelyingParty([provider.host]);
    const before = provider.requests.length;
    await Promise.all(Array.from({ length: 20 }, () => fresh.begin(input())));
    await fresh.begin(input());
    expect(provider.requests.length - before).toBe(1);
  });

  test("continues with the last good document while the provider cannot serve a new one", async () => {
    let now = Date.now();
    const aging = aRelyingParty([provider.host], { clock: () => now });
    expect((await aging.begin(input())).outcome).toBe("ready");
    provider.stand("failing");
    now += 2 * 3_600_000;
    expect((await aging.begin(input())).outcome).toBe("ready");
    now += 23 * 3_600_000;
    expect((await aging.begin(input())).outcome).toBe("refused");
    provider.stand(null);
    expect((await aging.begin(input())).outcome).toBe("ready");
  });
});

describe("discover", () => {
  const withoutScheme = () => provider.url.replace("http://", "");

  test.each([
    ["the issuer", (url: string) => url, 0],
    ["with a slash", (url: string) => `${url}/`, 1],
    ["the address of the document", (url: string) => `${url}/.well-known/openid-configuration`, 1],
    ["with stray blanks and quotes", (url: string) => ` "${url}" \n`, 2],
  ])("accepts %s and reports the corrections", async (_name, type, repairs) => {
    const discovery = await party.discover(type(provider.url), "conn_test");
    expect(discovery).toMatchObject({ outcome: "found", provider: { issuer: provider.url } });
    expect(discovery.repairs).toHaveLength(repairs);
  });

  test("puts https:// in front of a bare host", async () => {
    const discovery = await party.discover(withoutScheme(), "conn_test");
    // The simulator speaks plain http: the attempt by https is what shows.
    expect(discovery).toMatchObject({ outcome: "refused", refusal: { code: "provider_certificate" } });
    expect(discovery.repairs).toEqual(["https:// was added at the start of the address."]);
  });

  test("reads afresh each time, for the wizard", async () => {
    provider.stand("other_issuer");
    expect((await party.discover(provider.url, "conn_test")).outcome).toBe("refused");
    provider.stand(null);
    expect((await party.discover(provider.url, "conn_test")).outcome).toBe("found");
  });

  test.each([
    "",
    "   ",
    "not an address",
    "https://",
    "https://id.acme.example/?p=1",
    "ftp://id.acme.example",
  ])("refuses %j", async (typed) => {
    expect((await party.discover(typed, "conn_test")).outcome).toBe("refused");
  });

  test.each(["common", "organizations", "consumers", "Common", "9188040d-6c67-4c5b-b112-36a304b66dad"])(
    "refuses Microsoft's addresses for every company: %s",
    async (tenant) => {
      const typed = `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`;
      expect(await party.discover(typed, "conn_test")).toMatchObject({
        refusal: { code: "issuer_multi_tenant" },
      });
    },
  );
});
