import { done, type Outcome, refused } from "@/lib/core/outcome";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import type { Store } from "./ports/store";

const notFound = refused(
  "not_found",
  "session_not_found",
  "There is no such session here; it may have ended meanwhile.",
);

/** Signs one browser out of the space, by an administrator. What it may reach elsewhere is not the space's to end. */
export async function endSpaceSession(
  deps: Dependencies,
  acting: Acting,
  sessionId: string,
): Promise<Outcome<null>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const session = await tx.sessions.byId(sessionId);
    if (!session?.spaces.some((entry) => entry.spaceId === acting.space.id)) return notFound;
    if (!(await tx.sessionsOf(acting.space.id).end(sessionId, "ended_by_administrator", now)))
      return notFound;
    const user = await tx.users.byId(session.userId);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "session.ended",
        target: { kind: "user", id: session.userId, ...(user ? { name: user.email } : {}) },
        details: { sessionId },
      },
      now,
    );
    return done(null);
  });
}

/** Signs a person out of the space everywhere; answers how many sessions lost it. */
export async function endSessionsOfPerson(
  deps: Dependencies,
  acting: Acting,
  userId: string,
): Promise<Outcome<number>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const member = await tx.membershipsOf(acting.space.id).member(userId);
    if (!member) return refused("not_found", "user_not_found", "There is no such person in this space.");
    const ended = await endPersonSessions(tx, acting.space.id, userId, "ended_by_administrator", now);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "session.ended",
        target: { kind: "user", id: userId, name: member.user.email },
        details: { sessions: ended },
      },
      now,
    );
    return done(ended);
  });
}

/** Ends one of the acting person's own sessions, wherever it was opened. */
export async function endOwnSession(
  deps: Dependencies,
  acting: Acting,
  sessionId: string,
): Promise<Outcome<null>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const session = await tx.sessions.byId(sessionId);
    if (!acting.user || session?.userId !== acting.user.id) return notFound;
    if (!(await tx.sessions.end(sessionId, "ended_by_person", now))) return notFound;
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "session.ended",
        target: { kind: "user", id: acting.user.id, name: acting.user.email },
        details: { sessionId, own: true },
      },
      now,
    );
    return done(null);
  });
}

/** Takes the space away from every session of a person. Inside a transaction. */
export async function endPersonSessions(
  tx: Store,
  spaceId: string,
  userId: string,
  reason: string,
  now: Date,
): Promise<number> {
  const sessions = tx.sessionsOf(spaceId);
  let ended = 0;
  // What is ended leaves the list, so its first page is asked for until it is empty.
  for (;;) {
    const { rows } = await sessions.page({ userId, pageSize: 100 }, now);
    if (rows.length === 0) return ended;
    for (const { id } of rows) {
      if (!(await sessions.end(id, reason, now))) return ended;
      ended += 1;
    }
  }
}
