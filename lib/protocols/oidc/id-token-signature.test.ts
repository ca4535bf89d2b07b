import { createSign, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { type JWK, type JWTHeaderParameters, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { makeKey, type SimulatorKey } from "@/e2e/idp/openid/key-ring";
import { done } from "@/lib/protocols/check-log";
import { acceptedAlgorithms } from "./algorithms";
import { verifySignature } from "./id-token-signature";
import type { KeySet } from "./signing-keys";
import { OidcChecks, type Step } from "./step";

let rsa: SimulatorKey;
let other: SimulatorKey;

beforeAll(async () => {
  rsa = await makeKey("rsa", "RS256");
  other = await makeKey("other", "RS256");
});

const claims = { sub: "ada", iss: "https://id.example" };

async function sign(key: SimulatorKey, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  const { importJWK } = await import("jose");
  const alg = header.alg ?? key.alg;
  const whole = { alg, kid: key.kid, ...header };
  return new SignJWT(claims).setProtectedHeader(whole).sign(await importJWK(key.privateJwk, alg));
}

function source(first: KeySet, again: Step<KeySet> | null = null) {
  const looks = { again: 0 };
  return {
    looks,
    get: async () => done(first),
    lookAgain: async () => {
      looks.again += 1;
      return again;
    },
  };
}

async function verify(token: string, keys: KeySet, again: Step<KeySet> | null = null) {
  const step = await verifySignature(token, acceptedAlgorithms, source(keys, again), new OidcChecks());
  return step.ok ? "accepted" : step.refusal.code;
}

describe("the key", () => {
  test("is the published one with the token's key ID", async () => {
    expect(await verify(await sign(rsa), [other.publicJwk, rsa.publicJwk])).toBe("accepted");
    expect(await verify(await sign(rsa), [other.publicJwk])).toBe("id_token_key_unknown");
  });

  test("need not be named if only one fits", async () => {
    const token = await sign(rsa, { kid: undefined });
    const ec = await makeKey("ec", "ES256");
    expect(await verify(token, [ec.publicJwk, rsa.publicJwk])).toBe("accepted");
    expect(await verify(token, [other.publicJwk, rsa.publicJwk])).toBe("id_token_key_ambiguous");
  });

  test.each([
    ["for encryption", { use: "enc" }],
    ["for another algorithm", { alg: "RS512" }],
    ["not for verifying", { key_ops: ["encrypt"] }],
    ["of another type", { kty: "EC" }],
  ])("is not one %s", async (_name, change) => {
    expect(await verify(await sign(rsa), [{ ...rsa.publicJwk, ...change }])).toBe("id_token_key_unknown");
  });

  test("is fetched once more if it is unknown, or the signature does not fit", async () => {
    const fresh = done([rsa.publicJwk] as KeySet);
    expect(await verify(await sign(rsa), [], fresh)).toBe("accepted");
    const reused = { ...other.publicJwk, kid: "rsa" };
    expect(await verify(await sign(rsa), [reused], fresh)).toBe("accepted");
    expect(await verify(await sign(rsa), [reused])).toBe("id_token_signature");
    const nameless = await sign(rsa, { kid: undefined });
    expect(await verify(nameless, [other.publicJwk], fresh)).toBe("accepted");
  });

  test("is not fetched again if the signature is valid", async () => {
    const keys = source([rsa.publicJwk]);
    await verifySignature(await sign(rsa), acceptedAlgorithms, keys, new OidcChecks());
    expect(keys.looks.again).toBe(0);
  });

  test("must be long enough", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: "short" })).toString("base64url");
    const input = `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
    const token = `${input}.${createSign("sha256").update(input).sign(privateKey, "base64url")}`;
    const jwk = { ...publicKey.export({ format: "jwk" }), kid: "short" };
    expect(await verify(token, [jwk])).toBe("id_token_key_unusable");
  });

  test("is not one that is malformed", async () => {
    expect(await verify(await sign(rsa), [{ kty: "RSA", kid: "rsa", n: 5, e: "AQAB" }])).toBe(
      "id_token_key_unusable",
    );
  });
});

describe("headers that carry a key", () => {
  test("change nothing if the signature is the provider's own", async () => {
    const jwk = other.publicJwk as JWK & { kty: string };
    const extra = {
      jku: "https://evil.example/keys",
      x5u: "https://evil.example/cert",
      jwk,
      x5c: ["AAAA"],
      x5t: "x",
    };
    expect(await verify(await sign(rsa, extra), [rsa.publicJwk])).toBe("accepted");
  });
  test("do not help if it is not the provider's", async () => {
    const jwk = other.publicJwk as JWK & { kty: string };
    expect(await verify(await sign(other, { kid: "rsa", jwk }), [rsa.publicJwk])).toBe("id_token_signature");
  });
});

describe("the algorithm", () => {
  test.each(["none", "HS256", "HS384", "HS512", "RS1", "ES256K", "rs256", "", 5, null, undefined])(
    "may not be %j",
    async (alg) => {
      const head = Buffer.from(JSON.stringify({ alg, kid: "rsa" })).toString("base64url");
      const [, body, signature] = (await sign(rsa)).split(".");
      expect(await verify(`${head}.${body}.${signature}`, [rsa.publicJwk])).toBe("id_token_algorithm");
    },
  );

  test("must be one that the provider's document names", async () => {
    const step = await verifySignature(await sign(rsa), ["ES256"], source([rsa.publicJwk]), new OidcChecks());
    expect(step).toMatchObject({ ok: false, refusal: { code: "id_token_algorithm", received: "RS256" } });
  });

  test("is bound to the signature: the same one is invalid for any other algorithm", async () => {
    const [, body, signature] = (await sign(rsa)).split(".");
    const head = Buffer.from(JSON.stringify({ alg: "PS256", kid: "rsa" })).toString("base64url");
    expect(await verify(`${head}.${body}.${signature}`, [rsa.publicJwk])).toBe("id_token_signature");
  });
});

describe("the form", () => {
  test.each(["", "a", "a.b", "a.b.c.d", "..", "e30.e30.", "bm90IGpzb24.e30.AA", "W10.e30.AA", "e3 0.e30.AA"])(
    "refuses %j",
    async (token) => {
      expect(await verify(token, [rsa.publicJwk])).not.toBe("accepted");
    },
  );
  test("names an encrypted one", async () => {
    expect(await verify("a.b.c.d.e", [rsa.publicJwk])).toBe("id_token_encrypted");
  });
});

test("a token that was changed anywhere is refused or says the very same", async () => {
  const token = await sign(rsa);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ";
  const changes = fc.record({
    at: fc.nat({ max: token.length }),
    cut: fc.nat({ max: 3 }),
    put: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ at, cut, put }) => {
      const changed = token.slice(0, at) + put + token.slice(at + cut);
      const step = await verifySignature(
        changed,
        acceptedAlgorithms,
        source([rsa.publicJwk]),
        new OidcChecks(),
      );
      if (step.ok) expect(step.value.claims).toEqual(claims);
    }),
    { numRuns: 2_000 },
  );
});
