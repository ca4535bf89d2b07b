import type { Store } from "@/lib/db/store";

/**
 * Ends what a deactivated person can still do in the space: their tokens, and the space in every session of theirs.
 * Applications behind the sessions are told by the worker that watches for sessions that have ended. In the
 * transaction of the deactivation. Returns how many, for the audit log.
 */
export async function endMemberAccess(
  tx: Store,
  spaceId: string,
  userId: string,
  now: Date,
): Promise<{ tokensEnded: number; sessionsEnded: number }> {
  const tokensEnded = await tx.tokensOf(spaceId).endOfUser(userId, "owner_deactivated", now);
  let sessionsEnded = 0;
  for (const session of await tx.sessions.ofUser(userId, now)) {
    if (!session.spaces.some((entry) => entry.spaceId === spaceId)) continue;
    if (await tx.sessionsOf(spaceId).end(session.id, "deactivated", now)) sessionsEnded += 1;
  }
  return { tokensEnded, sessionsEnded };
}
