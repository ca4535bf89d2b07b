import { endAccess, endAccessEverywhere } from "@/lib/features/access/end-access";
import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { nothingEnded } from "@/lib/model/access/receipt";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

type EndDependencies = Pick<Dependencies, "store" | "now">;

/** Ends one of the person's own sessions, whatever spaces it reaches; another person's is not found. */
export async function endOwnSession(
  deps: EndDependencies,
  ctx: Context,
  sessionId: string,
): Promise<Outcome<null>> {
  if (sessionId !== ctx.sessionId && !(await hasProvenAddress(deps, ctx))) return sessionNotFound();
  return deps.store.transaction(async (tx) => {
    const session = await tx.sessions.byId(sessionId);
    const own = ctx.user !== null && session?.userId === ctx.user.id;
    if (!session || !own || !(await tx.sessions.end(sessionId, "ended_by_person", deps.now())))
      return sessionNotFound();
    await writeDown({ ...deps, store: tx }, ctx, "session.ended", sessionId, { sessions: 1 });
    return done(null);
  });
}

/** Ends every other session of the person; returns how many. */
export async function endOwnOtherSessions(
  deps: EndDependencies,
  ctx: Context,
): Promise<Outcome<{ ended: number }>> {
  const { user, sessionId } = ctx;
  if (!user || !sessionId)
    return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  if (!(await hasProvenAddress(deps, ctx))) return addressNotProven();
  return deps.store.transaction(async (tx) => {
    const within = { ...deps, store: tx };
    const cause = { cause: "ended_by_person", actor: ctx.actor, exceptSessionId: sessionId } as const;
    const { sessions } = await endAccessEverywhere(within, user, cause);
    await writeDown(within, ctx, "session.others_ended", user.id, { sessions });
    return done({ ended: sessions });
  });
}

/** Removes the space from one session, on behalf of an administrator; the person's other spaces keep it. */
export async function endSpaceSession(
  deps: EndDependencies,
  ctx: Context,
  sessionId: string,
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    if (!(await tx.sessionsOf(ctx.space.id).end(sessionId, "ended_by_administrator", deps.now()))) {
      return sessionNotFound();
    }
    await writeDown({ ...deps, store: tx }, ctx, "session.ended", sessionId, { sessions: 1 });
    return done(null);
  });
}

/** Removes the space from every session of one member, on behalf of an administrator; returns how many. */
export async function endSessionsOfMember(
  deps: EndDependencies,
  ctx: Context,
  userId: string,
): Promise<Outcome<{ ended: number }>> {
  return deps.store.transaction(async (tx) => {
    const within = { ...deps, store: tx };
    const receipts = await endAccess(within, ctx.space.id, {
      cause: "ended_by_administrator",
      actor: ctx.actor,
      people: { userIds: [userId] },
      organizationId: null,
    });
    const { sessions } = receipts.get(userId) ?? nothingEnded;
    await writeDown(within, ctx, "session.member_ended", userId, { sessions });
    return done({ ended: sessions });
  });
}

function sessionNotFound() {
  return refused("not_found", "session_not_found", "This session has already ended, or is not yours.");
}

async function writeDown(
  { store, now }: EndDependencies,
  ctx: Context,
  action: string,
  targetId: string,
  details: Record<string, unknown>,
): Promise<void> {
  const target = { kind: action === "session.ended" ? "session" : "user", id: targetId };
  await store.auditOf(ctx.space.id).append({ actor: ctx.actor, action, target, details }, now());
}
