import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { applicationLogouts, applicationSessions, applications } from "@/drizzle/schema/applications";
import { memberships } from "@/drizzle/schema/people";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import type { Database } from "../driver/database";
import { qualified } from "../driver/qualified";
import { writeLogouts } from "./write-logouts";

/** A message to an application that a sign-in is over. */
export type ApplicationLogout = typeof applicationLogouts.$inferSelect;

/** How long a claimed message is left to the process that claimed it. */
const claimMinutes = 2;

/** Sign-outs on their way to applications. */
// Over 60 lines: one short method per query, over one handle.
export function applicationLogoutsIn(db: Database) {
  return {
    /**
     * Ends the sign-ins to applications whose browser session or membership is over, and writes a message for each
     * application that subscribes. Those of a session that was only replaced move to the new one. Returns how many
     * ended.
     */
    async sweep(now: Date, limit: number) {
      await handOver(db, now);
      return db.transaction(async (tx) => {
        const over = await endOver(tx, now, limit);
        if (over.length === 0) return 0;
        const real = over.filter((row) => !row.isTrial);
        await writeLogouts(tx, real, now);
        return over.length;
      });
    },
    /** Claims messages that are due and counts their tries, so that no second process sends them too. One statement. */
    async claimDue(now: Date, limit: number): Promise<(ApplicationLogout & { uri: string })[]> {
      const due = db
        .select({ id: applicationLogouts.id })
        .from(applicationLogouts)
        .where(and(eq(applicationLogouts.status, "waiting"), lte(applicationLogouts.nextAttemptAt, now)))
        .orderBy(applicationLogouts.nextAttemptAt, applicationLogouts.id)
        .limit(limit)
        .for("update", { skipLocked: true });
      const claimed = await db
        .update(applicationLogouts)
        .set({
          attempts: sql`${applicationLogouts.attempts} + 1`,
          // If a process dies while sending it, it is released.
          nextAttemptAt: new Date(now.getTime() + claimMinutes * 60_000),
        })
        .where(inArray(applicationLogouts.id, due))
        .returning();
      if (claimed.length === 0) return [];
      const targets = await db
        .select({ id: applications.id, uri: applications.backchannelLogoutUri })
        .from(applications)
        .where(inArray(applications.id, [...new Set(claimed.map((row) => row.applicationId))]));
      return claimed.map((row) => ({
        ...row,
        uri: targets.find(({ id }) => id === row.applicationId)?.uri ?? "",
      }));
    },
    async finish(
      id: string,
      end: Pick<ApplicationLogout, "status" | "responseCode" | "excerpt" | "nextAttemptAt" | "finishedAt">,
    ) {
      await db.update(applicationLogouts).set(end).where(eq(applicationLogouts.id, id));
    },
    /** Newest first. */
    async latest(applicationId: string, limit: number): Promise<ApplicationLogout[]> {
      return db
        .select()
        .from(applicationLogouts)
        .where(eq(applicationLogouts.applicationId, applicationId))
        .orderBy(desc(applicationLogouts.createdAt), desc(applicationLogouts.id))
        .limit(limit);
    },
  };
}

/** Sign-ins of a session that was only replaced in its browser belong to the new one. */
async function handOver(db: Database, now: Date): Promise<void> {
  const { sessionId, applicationId, spaceId } = applicationSessions;
  const at = sql.param(now, sessions.endedAt);
  await db.execute(sql`
    update ${applicationSessions} set session_id = later.id
    from ${sessions} earlier
    join ${sessions} later on later.id = earlier.successor and later.user_id = earlier.user_id
      and later.ended_at is null and later.expires_at > ${at}
    where ${applicationSessions.endedAt} is null and ${sessionId} = earlier.id
      and not ${applicationSessions.isTrial}
      and exists (select 1 from ${sessionSpaces} s where s.session_id = later.id and s.space_id = ${spaceId})
      and not exists (
        select 1 from ${applicationSessions} other
        where other.session_id = later.id and not other.is_trial and other.application_id = ${applicationId} and other.space_id = ${spaceId})`);
}

/** Ends sign-ins that are over, with the reason: the browser's session, the space's admission, or the membership. */
async function endOver(db: Database, now: Date, limit: number) {
  const over = db
    .select({ id: applicationSessions.id })
    .from(applicationSessions)
    .leftJoin(sessions, eq(sessions.id, applicationSessions.sessionId))
    .leftJoin(
      sessionSpaces,
      and(
        eq(sessionSpaces.sessionId, applicationSessions.sessionId),
        eq(sessionSpaces.spaceId, applicationSessions.spaceId),
      ),
    )
    .leftJoin(
      memberships,
      and(
        eq(memberships.userId, applicationSessions.userId),
        eq(memberships.spaceId, applicationSessions.spaceId),
      ),
    )
    .where(
      and(
        sql`${applicationSessions.endedAt} is null`,
        sql`(${sessions.id} is null or ${sessions.endedAt} is not null or ${lte(sessions.expiresAt, now)}
          or ${sessionSpaces.spaceId} is null or ${lte(sessionSpaces.endsAt, now)}
          or ${memberships.status} is distinct from 'active')`,
      ),
    )
    .limit(limit)
    .for("update", { of: applicationSessions, skipLocked: true });
  return db
    .update(applicationSessions)
    .set({ endedAt: now })
    .where(inArray(applicationSessions.id, over))
    .returning({
      id: applicationSessions.id,
      applicationId: applicationSessions.applicationId,
      userId: applicationSessions.userId,
      isTrial: applicationSessions.isTrial,
      cause: sql<string>`coalesce(
        (select m.status from ${memberships} m where m.user_id = ${qualified(applicationSessions.userId)}
          and m.space_id = ${qualified(applicationSessions.spaceId)} and m.status <> 'active'),
        (select s.ended_reason from ${sessions} s where s.id = ${qualified(applicationSessions.sessionId)}),
        'expired')`,
    });
}
