import type { Check, Refusal, ValidationResult } from "@/lib/model/refusals/validation-result";

/** A connection's requirements for the sign-in at the provider. */
export interface AuthenticationDemands {
  /** The person must have proved who they are for this sign-in: `ForceAuthn`, `max_age=0`. */
  fresh: boolean;
  /** When the attempt began; `null` if the provider began it. */
  begunAt: Date | null;
  now: Date;
  /** The largest difference between the provider's clock and ours. */
  skewSeconds: number;
}

export type AuthenticationRefusal = "authentication_too_old" | "session_ended";

/** If started at the provider there was no request of ours: people sign in there and then choose a tile. */
const unaskedMinutes = 10;

/**
 * Checks an accepted answer against the connection's requirements. Asking for a fresh sign-in is only a request,
 * which providers may ignore (a session there goes on, or the parameter is not supported); only the answer says what
 * happened. A person whose session at the provider is over is refused.
 */
export function holdToDemands<J extends ValidationResult<string>>(
  result: J,
  demands: AuthenticationDemands,
): J | { outcome: "refused"; refusal: Refusal<AuthenticationRefusal>; checks: Check[] } {
  if (result.outcome === "refused") return result;
  const checks: Check[] = [...result.checks];
  const { authentication } = result.identity;
  const refusal =
    endedSession(authentication.sessionEndsAt, demands) ?? tooOld(authentication.instant, demands);
  if (demands.fresh || refusal) {
    const { received, expected } = refusal ?? { received: authentication.instant, expected: wanted(demands) };
    checks.push({ name: refusal?.check ?? "authentication_age", passed: !refusal, received, expected });
  }
  return refusal ? { outcome: "refused", refusal, checks } : { ...result, checks };
}

function endedSession(endsAt: string | null, { now, skewSeconds }: AuthenticationDemands) {
  if (endsAt === null || Date.parse(endsAt) > now.getTime() - skewSeconds * 1000) return null;
  const expected = `our time is ${now.toISOString()}, give or take ${skewSeconds} s`;
  return { code: "session_ended", check: "authentication", received: endsAt, expected } as const;
}

function tooOld(
  instant: string | null,
  demands: AuthenticationDemands,
): Refusal<"authentication_too_old"> | null {
  if (!demands.fresh) return null;
  if (instant !== null && Date.parse(instant) >= oldest(demands)) return null;
  return {
    code: "authentication_too_old",
    check: "authentication_age",
    received: instant,
    expected: wanted(demands),
  };
}

const oldest = ({ begunAt, now, skewSeconds }: AuthenticationDemands) =>
  (begunAt?.getTime() ?? now.getTime() - unaskedMinutes * 60_000) - skewSeconds * 1000;

const wanted = (demands: AuthenticationDemands) =>
  `signed in at the provider at ${new Date(oldest(demands)).toISOString()} or later`;

/**
 * How long a session may last by the provider's word, or `null` if it says nothing. One that is over by our clock but
 * was admitted, because clocks differ, lasts as long as they may differ.
 */
export function sessionEnd(endsAt: string | null, now: Date, skewSeconds = 180): Date | null {
  if (endsAt === null) return null;
  const end = new Date(endsAt);
  return end > now ? end : new Date(end.getTime() + skewSeconds * 1000);
}
