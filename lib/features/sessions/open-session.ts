import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import { admissionTo, sessionLifetime, sessionState } from "@/lib/model/sign-in/session-life";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface NewSession {
  userId: string;
  /** What this sign-in admits to. Empty for an operator who signs in by password and enters no space. */
  spaces: readonly SessionSpace[];
  address: string | null;
  userAgent: string | null;
  /** The session named by the browser's cookie; it ends. */
  previousSessionId: string | null;
}

/** The contents of the browser's cookie. */
export interface OpenedSession {
  sessionId: string;
  expiresAt: Date;
}

/** A session that is about to be written, with what its sign-in admits to. */
export interface PreparedSession {
  session: Omit<Session, "spaces">;
  spaces: SessionSpace[];
  signedInTo: string[];
}

/**
 * Writes the row of a signed-in browser; must be called inside the transaction that admits the person. The id is new
 * at each sign-in, so that a session planted before is useless afterwards. The same person's other spaces are carried
 * over with their admissions; another person's session in this browser ends.
 */
export async function openSession(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  input: NewSession,
): Promise<OpenedSession> {
  const { session, spaces, signedInTo } = await prepareSession(deps, input);
  await deps.store.sessions.insert(session, spaces, signedInTo);
  return { sessionId: session.id, expiresAt: session.expiresAt };
}

/** The same without the write: the browser's former session has ended, the new one is still to be inserted. */
export async function prepareSession(
  { store, secrets, now }: Pick<Dependencies, "store" | "secrets" | "now">,
  input: NewSession,
): Promise<PreparedSession> {
  const at = now();
  const id = secrets.id("session");
  const spaces = [...input.spaces, ...(await carriedOver({ store }, input, id, at))];
  const ends = [
    at.getTime() + sessionLifetime,
    ...input.spaces.flatMap(({ endsAt }) => endsAt?.getTime() ?? []),
  ];
  const session = {
    id,
    userId: input.userId,
    createdAt: at,
    lastSeenAt: at,
    // No later than the provider says; admissions carried over keep their own end.
    expiresAt: new Date(Math.min(...ends)),
    endedAt: null,
    endedReason: null,
    address: input.address,
    userAgent: input.userAgent?.slice(0, 300) ?? null,
  };
  return { session, spaces, signedInTo: input.spaces.map(({ spaceId }) => spaceId) };
}

async function carriedOver(
  { store }: Pick<Dependencies, "store">,
  input: NewSession,
  successor: string,
  at: Date,
): Promise<SessionSpace[]> {
  const previous = input.previousSessionId ? await store.sessions.byId(input.previousSessionId) : null;
  if (!previous) return [];
  const same = previous.userId === input.userId;
  const live = sessionState(previous, at) === "live";
  // Concurrent endings decide: a session ended at this very moment passes nothing on.
  const reason = same ? "replaced" : "signed_in_as_another";
  const ended = await store.sessions.end(previous.id, reason, at, successor);
  // An operator's own session stays apart from spaces that customers' providers opened.
  if (!same || !live || !ended || input.spaces.length === 0) return [];
  return previous.spaces.filter((space) => stillOpen(previous, space, input, at));
}

function stillOpen(previous: Session, { spaceId }: SessionSpace, input: NewSession, at: Date): boolean {
  return (
    admissionTo(previous, spaceId, at) !== null && !input.spaces.some((space) => space.spaceId === spaceId)
  );
}
