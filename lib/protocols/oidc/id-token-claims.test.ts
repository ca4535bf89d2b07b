import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type ClaimExpectations, validateClaims } from "./id-token-claims";
import { OidcChecks } from "./step";

const now = new Date("2031-05-06T07:08:09Z");
const seconds = now.getTime() / 1000;
const hash = createHash("sha256").update("access").digest().subarray(0, 16).toString("base64url");

const good = {
  iss: "https://id.example",
  sub: "ada",
  aud: "app",
  exp: seconds + 300,
  iat: seconds,
  nonce: "n",
  at_hash: hash,
};

function validated(change: Record<string, unknown>, expected: Partial<ClaimExpectations> = {}) {
  const step = validateClaims(
    { ...good, ...change },
    {
      issuer: "https://id.example",
      clientId: "app",
      nonce: "n",
      accessToken: "access",
      algorithm: "RS256",
      now,
      providerNow: null,
      ...expected,
    },
    new OidcChecks(),
  );
  return step.ok ? "accepted" : step.refusal.code;
}

test("a good token is accepted: the control for all below", () => {
  expect(validated({})).toBe("accepted");
});

describe("times, at the limit and a second beyond", () => {
  test.each([
    ["exp", -59, "accepted"],
    ["exp", -60, "id_token_expired"],
    ["iat", 60, "accepted"],
    ["iat", 61, "id_token_issued_in_future"],
    ["nbf", 60, "accepted"],
    ["nbf", 61, "id_token_not_yet_valid"],
  ])("%s at now%+d s: %s", (name, offset, result) => {
    expect(validated({ [name]: seconds + offset })).toBe(result);
  });

  test("a clock is to blame if the token is valid by the provider's", () => {
    const providerNow = new Date(now.getTime() - 600_000);
    expect(validated({ iat: seconds - 600, exp: seconds - 300 }, { providerNow })).toBe("clock_off");
    expect(validated({ iat: seconds - 6000, exp: seconds - 3000 }, { providerNow })).toBe("id_token_expired");
    expect(validated({ exp: seconds - 300 }, { providerNow: now })).toBe("id_token_expired");
  });

  // The provider issues a token of five minutes by its own clock; its `Date` counts whole seconds, or is one old.
  describe.each([0, 0.001, 0.5, 0.999])(
    "a clock is reported to the second, %d s beyond the limit",
    (past) => {
      const issued = (providerAhead: number, lifetime: number, dateAge: number) => {
        const here = new Date(now.getTime() + past * 1000);
        const iat = Math.floor(here.getTime() / 1000) + providerAhead;
        const providerNow = new Date((iat - dateAge) * 1000);
        return validated({ iat, exp: iat + lifetime }, { now: here, providerNow });
      };
      test.each([
        [60, 300, "accepted"],
        [61, 300, "clock_off"],
        [-359, 300, "accepted"],
        [-360, 300, "clock_off"],
        [-361, 300, "clock_off"],
        [-60, 1, "accepted"],
        [-61, 1, "clock_off"],
        [-60, 0, "clock_off"],
      ])("the provider %d s ahead, a token of %d s: %s", (ahead, lifetime, result) => {
        expect(issued(ahead, lifetime, 0)).toBe(result);
        expect(issued(ahead, lifetime, 1)).toBe(result);
      });
    },
  );

  test("clocks that agree are not blamed", () => {
    for (const apart of [0, 57, -57]) {
      const providerNow = new Date(now.getTime() + apart * 1000);
      expect(validated({ iat: seconds + 61 }, { providerNow })).toBe("id_token_issued_in_future");
      expect(validated({ nbf: seconds + 61 }, { providerNow })).toBe("id_token_not_yet_valid");
      expect(validated({ exp: seconds - 60 }, { providerNow })).toBe("id_token_expired");
    }
  });

  test.each([
    ["exp", "1800000000"],
    ["iat", null],
    ["exp", 1e300],
    ["exp", Number.NaN],
    ["nbf", "soon"],
    ["auth_time", {}],
    ["session_expiry", {}],
  ])("%s %j is not a time", (name, value) => {
    expect(validated({ [name]: value })).toMatch(/^id_token_claim_(invalid|missing)$/);
  });
});

describe("who and for whom", () => {
  test.each([
    ["https://id.example/", "id_token_issuer"],
    ["https://ID.example", "id_token_issuer"],
    ["https://id.example.evil", "id_token_issuer"],
    [["https://id.example"], "id_token_issuer"],
    ["", "id_token_claim_missing"],
  ])("iss %j", (iss, code) => {
    expect(validated({ iss })).toBe(code);
  });

  test.each([
    ["app2", "id_token_audience"],
    ["APP", "id_token_audience"],
    ["ap", "id_token_audience"],
    [[], "id_token_claim_invalid"],
    [["other"], "id_token_audience"],
    [["app", "other"], "id_token_authorized_party"],
    [["app"], "accepted"],
    [[["app"]], "id_token_claim_invalid"],
    [5, "id_token_claim_invalid"],
    [{ app: true }, "id_token_claim_invalid"],
  ])("aud %j", (aud, code) => {
    expect(validated({ aud })).toBe(code);
  });

  test("several audiences are accepted if the token was issued for us", () => {
    expect(validated({ aud: ["app", "other"], azp: "app" })).toBe("accepted");
    expect(validated({ azp: "app" })).toBe("accepted");
    expect(validated({ azp: "other" })).toBe("id_token_authorized_party");
    expect(validated({ azp: null })).toBe("id_token_authorized_party");
  });

  test.each(["", "x".repeat(256), "a\nb", "zoë", 7, ["ada"], { id: 1 }])("sub %j is invalid", (sub) => {
    expect(validated({ sub })).toMatch(/^id_token_claim_(invalid|missing)$/);
  });
});

describe("bound to this sign-in", () => {
  test.each([
    ["N", "id_token_nonce"],
    ["", "id_token_nonce"],
    [["n"], "id_token_nonce"],
    [undefined, "id_token_nonce_missing"],
  ])("nonce %j", (nonce, code) => {
    expect(validated({ nonce })).toBe(code);
  });

  test("at_hash must match if present", () => {
    expect(validated({ at_hash: undefined })).toBe("accepted");
    expect(validated({ at_hash: "" })).toBe("id_token_access_token_hash");
    expect(validated({}, { accessToken: "another" })).toBe("id_token_access_token_hash");
    const half = (name: string) => {
      const digest = createHash(name).update("access").digest();
      return digest.subarray(0, digest.length / 2).toString("base64url");
    };
    expect(validated({ at_hash: half("sha384") }, { algorithm: "ES384" })).toBe("accepted");
    expect(validated({ at_hash: half("sha512") }, { algorithm: "EdDSA" })).toBe("accepted");
    expect(validated({ at_hash: half("sha256") }, { algorithm: "EdDSA" })).toBe("id_token_access_token_hash");
  });
});
