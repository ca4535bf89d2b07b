import { hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import { admissionTo, sessionState } from "@/lib/model/sign-in/session-life";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";

/** A session as an administrator of one space may see it: without the other spaces that it reaches. */
export interface SessionView {
  id: string;
  userId: string;
  userEmail: string;
  userName: string;
  /** How this space admitted it. */
  way: SessionSpace["way"];
  connectionId: string | null;
  address: string | null;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

type Reads = Pick<Dependencies, "store" | "now">;

/** The live sessions that the space admitted. */
export async function listSpaceSessions(
  deps: Reads,
  ctx: Pick<Context, "space">,
  query: PageQuery & { userId?: string },
): Promise<Page<SessionView>> {
  const now = deps.now();
  const page = await deps.store.sessionsOf(ctx.space.id).page(query, now);
  const rows = page.rows.map((session) => {
    const entry = admissionTo(session, ctx.space.id, now);
    return {
      id: session.id,
      userId: session.userId,
      userEmail: session.userEmail,
      userName: session.userName,
      way: entry?.way ?? "password",
      connectionId: entry?.connectionId ?? null,
      address: session.address,
      userAgent: session.userAgent,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
    };
  });
  return { ...page, rows };
}

/** One of a person's own sessions, in any space. */
export interface OwnSessionView {
  id: string;
  isThisOne: boolean;
  address: string | null;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
}

/** The signed-in person's own live sessions, this one first. */
export async function listOwnSessions(
  deps: Reads,
  ctx: Pick<Context, "user" | "sessionId">,
): Promise<OwnSessionView[]> {
  const { user, sessionId } = ctx;
  if (!user) return [];
  const now = deps.now();
  // A provider that has not proved to vouch for the address must not learn where else the person is signed in.
  const all = await hasProvenAddress(deps, ctx);
  return (await deps.store.sessions.ofUser(user.id, now))
    .filter((session) => sessionState(session, now) === "live" && (all || session.id === sessionId))
    .map((session) => ({
      id: session.id,
      isThisOne: session.id === sessionId,
      address: session.address,
      userAgent: session.userAgent,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
    }))
    .sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne));
}
