import { done } from "@/lib/protocols/check-log";
import type { SignalChecks, SignalStep } from "./step";

/** How far two clocks may be apart, as for ID tokens. */
const clockToleranceSeconds = 60;

export interface ClaimExpectations {
  issuer: string;
  /** Any one of them. */
  audiences: readonly string[];
  now: Date;
  /** How old a token may be, by its `iat`: its identifier is remembered longer. */
  maxAgeSeconds: number;
}

/**
 * Checks what all signals have in common (RFC 7519 §4.1): issuer, audience, times, and an identifier of its own.
 * Returns the identifier.
 */
export function validateTokenClaims(
  claims: Record<string, unknown>,
  { issuer, audiences, now, maxAgeSeconds }: ClaimExpectations,
  checks: SignalChecks,
): SignalStep<string> {
  const { iss, aud, iat, exp, nbf, jti } = claims;
  if (iss !== issuer) return checks.refuse("signal_issuer", "issuer", iss, issuer);
  checks.pass("issuer", iss, issuer);
  const named: unknown[] = Array.isArray(aud) ? aud : [aud];
  const wanted = audiences.join(" or ");
  if (!named.some((one) => typeof one === "string" && audiences.includes(one)))
    return checks.refuse("signal_audience", "audience", aud, wanted);
  checks.pass("audience", aud, wanted);

  const at = now.getTime() / 1000;
  const shown = `now: ${now.toISOString()}`;
  if (exp !== undefined && !(isInstant(exp) && exp > at - clockToleranceSeconds))
    return checks.refuse("signal_expired", "expiry", instantOf(exp), shown);
  for (const start of [iat, nbf])
    if (start !== undefined && !(isInstant(start) && start <= at + clockToleranceSeconds))
      return checks.refuse("signal_not_yet_valid", "issued_at", instantOf(start), shown);
  if (!isInstant(iat) || iat < at - maxAgeSeconds)
    return checks.refuse("signal_too_old", "issued_at", instantOf(iat), shown);
  checks.pass("issued_at", instantOf(iat), shown);

  if (typeof jti !== "string" || jti === "" || jti.length > 255)
    return checks.refuse("signal_without_id", "identifier", jti, "jti, of at most 255 characters");
  checks.pass("identifier", jti);
  return done(jti);
}

const isInstant = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e12;

const instantOf = (value: unknown) =>
  isInstant(value) && Math.abs(value) < 8e12 ? new Date(value * 1000).toISOString() : value;
