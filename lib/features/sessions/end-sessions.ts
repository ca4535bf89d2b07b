import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

type EndDependencies = Pick<Dependencies, "store" | "now">;

/** Ends one of the person's own sessions, in whatever spaces it was; another person's is not found. */
export async function endOwnSession(
  deps: EndDependencies,
  acting: Acting,
  sessionId: string,
): Promise<Outcome<null>> {
  if (sessionId !== acting.sessionId && !(await hasProvenAddress(deps, acting))) return sessionNotFound();
  return deps.store.transaction(async (tx) => {
    const session = await tx.sessions.byId(sessionId);
    const own = acting.user !== null && session?.userId === acting.user.id;
    if (!session || !own || !(await tx.sessions.end(sessionId, "ended_by_person", deps.now())))
      return sessionNotFound();
    await writeDown({ ...deps, store: tx }, acting, "session.ended", sessionId, { sessions: 1 });
    return done(null);
  });
}

/** Ends every other session of the person; answers how many. */
export async function endOwnOtherSessions(
  deps: EndDependencies,
  acting: Acting,
): Promise<Outcome<{ ended: number }>> {
  const { user, sessionId } = acting;
  if (!user || !sessionId)
    return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  if (!(await hasProvenAddress(deps, acting))) return addressNotProven();
  return deps.store.transaction(async (tx) => {
    const ended = await tx.sessions.endOfUser(user.id, "ended_by_person", deps.now(), sessionId);
    await writeDown({ ...deps, store: tx }, acting, "session.others_ended", user.id, { sessions: ended });
    return done({ ended });
  });
}

/** An administrator takes the space away from one session; the person's other spaces keep it. */
export async function endSpaceSession(
  deps: EndDependencies,
  acting: Acting,
  sessionId: string,
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    if (!(await tx.sessionsOf(acting.space.id).end(sessionId, "ended_by_administrator", deps.now()))) {
      return sessionNotFound();
    }
    await writeDown({ ...deps, store: tx }, acting, "session.ended", sessionId, { sessions: 1 });
    return done(null);
  });
}

/** An administrator takes the space away from every session of one member; answers how many. */
export async function endSessionsOfMember(
  deps: EndDependencies,
  acting: Acting,
  userId: string,
): Promise<Outcome<{ ended: number }>> {
  const at = deps.now();
  return deps.store.transaction(async (tx) => {
    const spaceSessions = tx.sessionsOf(acting.space.id);
    let ended = 0;
    for (const session of await tx.sessions.ofUser(userId, at)) {
      if (!session.spaces.some((space) => space.spaceId === acting.space.id)) continue;
      if (await spaceSessions.end(session.id, "ended_by_administrator", at)) ended += 1;
    }
    await writeDown({ ...deps, store: tx }, acting, "session.member_ended", userId, { sessions: ended });
    return done({ ended });
  });
}

function sessionNotFound() {
  return refused("not_found", "session_not_found", "This session has ended already, or is not one of yours.");
}

async function writeDown(
  { store, now }: EndDependencies,
  acting: Acting,
  action: string,
  targetId: string,
  details: Record<string, unknown>,
): Promise<void> {
  const target = { kind: action === "session.ended" ? "session" : "user", id: targetId };
  await store.auditOf(acting.space.id).append({ actor: acting.actor, action, target, details }, now());
}
