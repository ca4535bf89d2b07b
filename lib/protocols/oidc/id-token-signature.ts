import { compactVerify, errors, importJWK, type JWK } from "jose";
import { done } from "@/lib/protocols/check-log";
import { fitsAlgorithm } from "./algorithms";
import { jsonObject } from "./provider-calls";
import type { KeySet } from "./signing-keys";
import type { OidcChecks, Step } from "./step";

export interface KeySource {
  get(): Promise<Step<KeySet>>;
  lookAgain(): Promise<Step<KeySet> | null>;
}

export interface VerifiedToken {
  algorithm: string;
  claims: Record<string, unknown>;
  /** The keys that the signature was checked with, each matching one once. */
  keys: KeySet;
}

/**
 * Verifies an ID token's signature (RFC 7515 §5.2, OpenID Connect Core §3.1.3.7 steps 6 to 8) with the keys that the
 * provider publishes at `jwks_uri`, and with nothing from the token itself: `jku`, `x5u`, `x5c` and `jwk` are
 * ignored. The claims are read from the bytes that were verified.
 */
export async function verifySignature(
  token: string,
  algorithms: readonly string[],
  source: KeySource,
  checks: OidcChecks,
): Promise<Step<VerifiedToken>> {
  const parts = token.split(".");
  if (parts.length === 5)
    return checks.refuse("id_token_encrypted", "id_token_format", "five parts", "three parts");
  const header = parts.length === 3 ? jsonObject(decode(parts[0] ?? "")) : null;
  if (!header) return checks.refuse("id_token_malformed", "id_token_format", null, "a signed JSON Web Token");
  checks.pass("id_token_format");

  const { alg, kid } = header;
  if (typeof alg !== "string" || !algorithms.includes(alg)) {
    return checks.refuse("id_token_algorithm", "algorithm", alg, algorithms);
  }
  checks.pass("algorithm", alg, algorithms);
  // RFC 7515 §4.1.11: a critical header that is not understood, and we understand none, invalidates the token.
  if (header.crit !== undefined) {
    return checks.refuse("id_token_critical_header", "critical_headers", header.crit, "none");
  }
  checks.pass("critical_headers");
  if (kid !== undefined && typeof kid !== "string") {
    return checks.refuse("id_token_malformed", "signing_key", kid, "a key id that is text");
  }

  let keys = await source.get();
  if (!keys.ok) return checks.adopt(keys.refusal);
  let key = selectKey(keys.value, alg, kid);
  let verdict = key.found ? await tryKey(token, key.jwk, alg) : null;
  if (!verdict?.ok) {
    // An unknown key, a wrong signature without a key id or under a reused one: the keys may have just changed.
    const anew = await source.lookAgain();
    if (anew?.ok) {
      keys = anew;
      key = selectKey(keys.value, alg, kid);
      verdict = key.found ? await tryKey(token, key.jwk, alg) : null;
    }
  }
  if (!key.found) return checks.refuse(key.code, "signing_key", kid ?? "no key id", published(keys.value));
  if (verdict?.unusable) return checks.refuse("id_token_key_unusable", "signing_key", verdict.reason);
  checks.pass("signing_key", kid ?? "no key id", published(keys.value));
  if (!verdict?.ok) return checks.refuse("id_token_signature", "signature", alg);
  const claims = jsonObject(verdict.payload);
  if (!claims) return checks.refuse("id_token_malformed", "signature", null, "claims as a JSON object");
  checks.pass("signature", alg);
  const { jwk } = key;
  const others = keys.value.filter((one) => one === jwk || !isSameKey(one, jwk));
  return done({ algorithm: alg, claims, keys: others });
}

type Selection =
  | { found: true; jwk: Record<string, unknown> }
  | { found: false; code: "id_token_key_unknown" | "id_token_key_ambiguous" };

/** Core §10.1: with several keys the token must say which; guessing among them would leave the choice to the sender. */
function selectKey(keys: KeySet, alg: string, kid: string | undefined): Selection {
  const fitting = keys.filter(
    (jwk) =>
      fitsAlgorithm(jwk, alg) &&
      (kid === undefined || jwk.kid === kid) &&
      (jwk.alg === undefined || jwk.alg === alg) &&
      (jwk.use === undefined || jwk.use === "sig") &&
      (!Array.isArray(jwk.key_ops) || jwk.key_ops.includes("verify")),
  );
  const [jwk] = fitting;
  if (!jwk) return { found: false, code: "id_token_key_unknown" };
  // The same key published twice is one key: there is nothing to guess.
  if (fitting.some((one) => !isSameKey(one, jwk))) return { found: false, code: "id_token_key_ambiguous" };
  return { found: true, jwk };
}

/** Whether two published keys verify the same signatures (RFC 7638 §3.2 lists what a key is made of). */
function isSameKey(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return ["kty", "n", "e", "crv", "x", "y"].every((name) => a[name] === b[name]);
}

type Verdict =
  | { ok: true; payload: string; unusable?: never }
  | { ok: false; unusable: boolean; reason: string | null };

async function tryKey(token: string, jwk: Record<string, unknown>, alg: string): Promise<Verdict> {
  let key: Awaited<ReturnType<typeof importJWK>>;
  try {
    key = await importJWK(publicPart(jwk), alg);
  } catch (error) {
    return { ok: false, unusable: true, reason: messageOf(error) };
  }
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [alg] });
    return { ok: true, payload: new TextDecoder("utf-8", { fatal: true }).decode(payload) };
  } catch (error) {
    // A TypeError is about the key, for example an RSA key under 2048 bits.
    const unusable = error instanceof TypeError && !(error instanceof errors.JOSEError);
    return { ok: false, unusable, reason: unusable ? messageOf(error) : null };
  }
}

/** What is needed to verify, and nothing else that a key set may carry (certificates, private parts). */
function publicPart(jwk: Record<string, unknown>): JWK {
  const text = (name: string) => (typeof jwk[name] === "string" ? jwk[name] : undefined);
  return {
    kty: text("kty"),
    n: text("n"),
    e: text("e"),
    crv: text("crv"),
    x: text("x"),
    y: text("y"),
  } as JWK;
}

function published(keys: KeySet): string {
  const names = keys.map((jwk) => (typeof jwk.kid === "string" ? jwk.kid : "a key without id"));
  return names.length === 0 ? "no keys are published" : names.join(", ");
}

function decode(part: string): string {
  return /^[A-Za-z0-9_-]*$/.test(part) ? Buffer.from(part, "base64url").toString("utf8") : "";
}

function messageOf(error: unknown): string | null {
  return error instanceof Error ? error.message : null;
}
