import type { Session, SessionSpace } from "./session";

/**
 * How long a signed-in browser stays signed in. Twelve hours is a working day; after two hours without a request a
 * browser counts as unattended. Both in milliseconds.
 */
export const sessionLifetime = 12 * 60 * 60 * 1000;
export const sessionIdleLimit = 2 * 60 * 60 * 1000;
/** The time of the last request is written at most this often. */
export const sessionTouchInterval = 60 * 1000;

export type SessionState = "live" | "ended" | "expired" | "idle";

/** Whether a session is still valid at `now`, or why it is not. */
export function sessionState(
  session: Pick<Session, "endedAt" | "expiresAt" | "lastSeenAt">,
  now: Date,
): SessionState {
  if (session.endedAt !== null) return "ended";
  if (session.expiresAt <= now) return "expired";
  if (now.getTime() - session.lastSeenAt.getTime() > sessionIdleLimit) return "idle";
  return "live";
}

/**
 * How a space admitted the session, or `null` if it did not. An admission lasts no longer than a session, even if a
 * later sign-in at another space carried it over into a newer one, nor longer than the provider said.
 */
export function admissionTo(
  session: Pick<Session, "spaces">,
  spaceId: string,
  now: Date,
): SessionSpace | null {
  const space = session.spaces.find((admitted) => admitted.spaceId === spaceId);
  if (!space || (space.endsAt && space.endsAt <= now)) return null;
  return now.getTime() - space.admittedAt.getTime() < sessionLifetime ? space : null;
}

/**
 * True if the person gave their password in this session, for as long as an admission lasts. A session without any
 * space is an operator's: only a password opens one, because a connection always admits to a space.
 */
export function provedPassword(session: Pick<Session, "spaces">, now: Date): boolean {
  const holds = ({ spaceId, way }: SessionSpace) =>
    way === "password" && admissionTo(session, spaceId, now) !== null;
  return session.spaces.length === 0 || session.spaces.some(holds);
}
