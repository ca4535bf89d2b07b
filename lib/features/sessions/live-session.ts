import type { User } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import { sessionState, sessionTouchInterval } from "@/lib/model/sign-in/session-life";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * The session with this id and its person, if it is still valid; `null` otherwise. A session that was idle too long
 * is ended, so that lists show it. The time of the last request is written once a minute at most.
 */
export async function liveSession(
  { store, now }: Pick<Dependencies, "store" | "now">,
  sessionId: string,
): Promise<{ session: Session; user: User } | null> {
  const found = await store.sessions.withUser(sessionId);
  if (!found) return null;
  const { session } = found;
  const at = now();
  const state = sessionState(session, at);
  if (state === "idle") await store.sessions.end(session.id, "idle", at);
  if (state !== "live") return null;
  if (at.getTime() - session.lastSeenAt.getTime() >= sessionTouchInterval) {
    await store.sessions.touch(session.id, at);
  }
  return found;
}
