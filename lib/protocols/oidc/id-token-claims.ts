import { createHash } from "node:crypto";
import { done } from "@/lib/protocols/check-log";
import { hashOf } from "./algorithms";
import type { OidcChecks, Step } from "./step";

/** How far two clocks may be apart. */
export const clockToleranceSeconds = 60;

/**
 * `Date` counts whole seconds, and a server may write one that is a second old: it can hide a difference of this
 * size.
 */
const dateSlackSeconds = 2;

export interface ClaimExpectations {
  issuer: string;
  clientId: string;
  nonce: string;
  accessToken: string;
  algorithm: string;
  /** The moment at which the token arrived. */
  now: Date;
  /** The provider's clock by the `Date` of its answer; `null` if it sent none. */
  providerNow: Date | null;
}

export interface IdTokenClaims extends Record<string, unknown> {
  iss: string;
  sub: string;
}

type Claims = Record<string, unknown>;

/** Checks the claims of a token whose signature is valid (OpenID Connect Core §2, §3.1.3.7, §3.1.3.8). */
export function validateClaims(
  claims: Claims,
  expected: ClaimExpectations,
  checks: OidcChecks,
): Step<IdTokenClaims> {
  const { issuer, clientId } = expected;
  const required = validateForm(claims, checks);
  if (!required.ok) return required;
  const { iss, sub, audiences } = required.value;
  const { azp } = claims;

  if (iss !== issuer) return checks.refuse("id_token_issuer", "issuer", iss, issuer);
  checks.pass("issuer", iss, issuer);
  if (!audiences.includes(clientId))
    return checks.refuse("id_token_audience", "audience", audiences, clientId);
  checks.pass("audience", audiences, clientId);
  // Step 3: further audiences only if the provider says that the token was issued for us.
  if ((azp !== undefined || audiences.length > 1) && azp !== clientId) {
    return checks.refuse("id_token_authorized_party", "authorized_party", azp, clientId);
  }
  checks.pass("authorized_party", azp ?? null, clientId);

  const times = validateTimes(claims, expected, checks);
  if (!times.ok) return times;
  const bound = validateBinding(claims, expected, checks);
  return bound.ok ? done({ ...claims, iss, sub }) : bound;
}

/** Checks that the required claims are there and of their type. */
function validateForm(
  claims: Claims,
  checks: OidcChecks,
): Step<{ iss: unknown; sub: string; audiences: unknown[] }> {
  for (const name of ["iss", "sub", "aud", "exp", "iat"]) {
    if (claims[name] === undefined || claims[name] === null || claims[name] === "") {
      return checks.refuse("id_token_claim_missing", "required_claims", `without ${name}`, name);
    }
  }
  const { iss, sub, aud } = claims;
  // Core §2: `sub` is at most 255 ASCII characters. Longer or other ones could be cut or changed in transit.
  if (typeof sub !== "string" || !/^[\x20-\x7e]{1,255}$/.test(sub)) {
    return checks.refuse(
      "id_token_claim_invalid",
      "required_claims",
      "sub",
      "text of at most 255 characters",
    );
  }
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.length === 0 || !audiences.every((one) => typeof one === "string")) {
    return checks.refuse("id_token_claim_invalid", "required_claims", "aud", "text or a list of texts");
  }
  for (const name of ["exp", "iat", "nbf", "auth_time", "session_expiry"]) {
    const value = claims[name];
    if (
      value !== undefined &&
      (typeof value !== "number" || !Number.isFinite(value) || Math.abs(value) > 1e12)
    ) {
      return checks.refuse(
        "id_token_claim_invalid",
        "required_claims",
        name,
        "seconds since 1970, as a number",
      );
    }
  }
  checks.pass("required_claims");
  return done({ iss, sub, audiences });
}

/** Checks that the token belongs to this sign-in and to its access token. */
function validateBinding(claims: Claims, expected: ClaimExpectations, checks: OidcChecks): Step<null> {
  const { nonce } = expected;
  if (claims.nonce === undefined)
    return checks.refuse("id_token_nonce_missing", "nonce", null, "the nonce of this sign-in");
  if (claims.nonce !== nonce) {
    return checks.refuse("id_token_nonce", "nonce", "another nonce", "the nonce of this sign-in");
  }
  checks.pass("nonce");

  if (claims.at_hash !== undefined) {
    const hash = createHash(hashOf(expected.algorithm)).update(expected.accessToken, "ascii").digest();
    const half = hash.subarray(0, hash.length / 2).toString("base64url");
    if (claims.at_hash !== half) {
      return checks.refuse("id_token_access_token_hash", "access_token_hash", claims.at_hash, half);
    }
    checks.pass("access_token_hash", claims.at_hash, half);
  }
  return done(null);
}

/** The time rule that a token breaks at a moment, with the 60 s that clocks may differ; `null` if none. */
function brokenTime(claims: Claims, atSeconds: number) {
  const seconds = (name: string) => (typeof claims[name] === "number" ? claims[name] : null);
  const [exp, nbf, iat] = [seconds("exp") ?? 0, seconds("nbf"), seconds("iat") ?? 0];
  if (exp <= atSeconds - clockToleranceSeconds)
    return { code: "id_token_expired", check: "expiry", at: exp } as const;
  if (nbf !== null && nbf > atSeconds + clockToleranceSeconds) {
    return { code: "id_token_not_yet_valid", check: "not_before", at: nbf } as const;
  }
  if (iat > atSeconds + clockToleranceSeconds) {
    return { code: "id_token_issued_in_future", check: "issued_at", at: iat } as const;
  }
  return null;
}

function validateTimes(claims: Claims, expected: ClaimExpectations, checks: OidcChecks): Step<null> {
  const { now, providerNow } = expected;
  const broken = brokenTime(claims, now.getTime() / 1000);
  if (broken) {
    const apart = providerNow ? Math.abs(providerNow.getTime() - now.getTime()) / 1000 : 0;
    // The provider has just issued this token. If it is valid by the provider's own clock, a clock is to blame.
    const differ = apart > clockToleranceSeconds - dateSlackSeconds;
    if (providerNow && differ && !brokenTime(claims, providerNow.getTime() / 1000)) {
      const received = `${iso(providerNow)} by the provider's clock, ${Math.round(apart)} seconds apart`;
      return checks.refuse("clock_off", "clock", received, `${iso(now)} by the clock of this server`);
    }
    return checks.refuse(broken.code, broken.check, iso(new Date(broken.at * 1000)), `now: ${iso(now)}`);
  }
  for (const name of ["expiry", "not_before", "issued_at"]) {
    const claim = { expiry: claims.exp, not_before: claims.nbf, issued_at: claims.iat }[name];
    if (typeof claim === "number") checks.pass(name, iso(new Date(claim * 1000)), `now: ${iso(now)}`);
  }
  return done(null);
}

function iso(date: Date): string {
  return Number.isNaN(date.getTime()) ? "no date" : date.toISOString();
}
