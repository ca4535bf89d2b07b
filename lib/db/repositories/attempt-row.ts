import type { signInAttempts } from "@/drizzle/schema/connections";
import type { AttemptCause, SignInAttempt } from "@/lib/model/sign-in/attempt";

export type AttemptRow = typeof signInAttempts.$inferSelect;

/** A sign-in attempt as everybody may read it: without what proves it, or is sealed. */
export function attemptOf(row: AttemptRow): SignInAttempt {
  const {
    stateHash: _s,
    secretsSealed: _x,
    ticketHash: _t,
    ticketUsedAt: _u,
    identitySealed: _i,
    ...rest
  } = row;
  return { ...rest, cause: row.cause as AttemptCause | null };
}
