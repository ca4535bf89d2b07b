import { and, count, countDistinct, eq, gte, inArray, isNull, max, not, sql } from "drizzle-orm";
import { applicationSessions } from "@/drizzle/schema/applications";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import type { ApplicationSession } from "@/lib/model/applications/application";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const oneById = prepared(["id"], (db, { id }) =>
  db.select().from(applicationSessions).where(eq(applicationSessions.id, id)),
);

type NewSession = Omit<ApplicationSession, "isTrial" | "revokedAt">;

/**
 * Whether the session lives and reaches the space, which stays so until the transaction ends: whoever takes a space away
 * locks the session first. Two statements, as the second must see what the first may have waited for.
 */
async function holdSession(db: Database, sessionId: string, spaceId: string): Promise<boolean> {
  const { id, endedAt } = sessions;
  const live = await db
    .select({ id })
    .from(sessions)
    .where(and(eq(id, sessionId), isNull(endedAt)))
    .for("share");
  if (live.length === 0) return false;
  const admission = and(eq(sessionSpaces.sessionId, sessionId), eq(sessionSpaces.spaceId, spaceId));
  return (await db.$count(sessionSpaces, admission)) > 0;
}

/** Sign-ins to applications. */
// Over 60 lines: one short method per query, over one handle.
export function applicationSessionsIn(db: Database) {
  const of = (applicationId: string) => eq(applicationSessions.applicationId, applicationId);
  const isReal = not(applicationSessions.isTrial);
  return {
    async byId(id: string): Promise<ApplicationSession | null> {
      const [row] = await oneById(db, { id });
      return row ?? null;
    },
    /**
     * The one of this browser's session in this application and space, created if there is none. It takes over the
     * sign-in of the session that this one replaced in the same browser. `null`: the session has ended, or reaches the
     * space no longer; whoever ends it at this moment waits, and ends this too. In a transaction.
     */
    async open(session: NewSession & { sessionId: string }): Promise<ApplicationSession | null> {
      const { sessionId, applicationId, spaceId } = session;
      if (!(await holdSession(db, sessionId, spaceId))) return null;
      const replaced = db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.successor, sessionId), eq(sessions.userId, session.userId)));
      const { connectionId, way, authTime } = session;
      const [taken] = await db
        .update(applicationSessions)
        .set({ sessionId, connectionId, way, authTime })
        .where(
          and(
            of(applicationId),
            eq(applicationSessions.spaceId, spaceId),
            isNull(applicationSessions.endedAt),
            isReal,
            inArray(applicationSessions.sessionId, replaced),
          ),
        )
        .returning();
      if (taken) return taken;
      const [row] = await db
        .insert(applicationSessions)
        .values(session)
        .onConflictDoUpdate({
          target: [
            applicationSessions.sessionId,
            applicationSessions.applicationId,
            applicationSessions.spaceId,
          ],
          targetWhere: isReal,
          set: { connectionId, way, authTime, endedAt: null },
        })
        .returning();
      if (!row) throw new Error("an upsert answered no row");
      return row;
    },
    /** One of an operator's trial, beside a real one of the same browser. */
    async openTrial(session: NewSession): Promise<ApplicationSession> {
      const trial = { ...session, isTrial: true, revokedAt: null };
      await db.insert(applicationSessions).values(trial);
      return trial;
    },
    async end(id: string, at: Date) {
      await db.update(applicationSessions).set({ endedAt: at }).where(eq(applicationSessions.id, id));
    },
    /** Ends those of an application. */
    async endOfApplication(applicationId: string, at: Date) {
      const rows = await db
        .update(applicationSessions)
        .set({ endedAt: at })
        .where(and(of(applicationId), isNull(applicationSessions.endedAt)))
        .returning({ id: applicationSessions.id });
      return rows.length;
    },
    /** How many were started since, and by how many people. */
    async counts(
      applicationId: string,
      since: Date,
    ): Promise<{ signIns: number; people: number; open: number }> {
      const [row] = await db
        .select({ signIns: count(), people: countDistinct(applicationSessions.userId) })
        .from(applicationSessions)
        .where(and(of(applicationId), isReal, gte(applicationSessions.createdAt, since)));
      const open = await db.$count(
        applicationSessions,
        and(of(applicationId), isReal, isNull(applicationSessions.endedAt)),
      );
      return { signIns: row?.signIns ?? 0, people: row?.people ?? 0, open };
    },
    /** The use of each application by the people of one space since then; one that was not used is absent. */
    async useIn(spaceId: string, since: Date) {
      const { applicationId, userId, createdAt } = applicationSessions;
      const rows = await db
        .select({ applicationId, signIns: count(), people: countDistinct(userId), lastAt: max(createdAt) })
        .from(applicationSessions)
        .where(and(eq(applicationSessions.spaceId, spaceId), isReal, gte(createdAt, since)))
        .groupBy(applicationId);
      return new Map(rows.map((row) => [row.applicationId, row]));
    },
    /** Sign-ins a day since then, by the day's beginning in UTC. */
    async perDay(applicationId: string, since: Date): Promise<{ day: string; signIns: number }[]> {
      const day = sql<string>`to_char(${applicationSessions.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
      return db
        .select({ day, signIns: count() })
        .from(applicationSessions)
        .where(and(of(applicationId), isReal, gte(applicationSessions.createdAt, since)))
        .groupBy(day)
        .orderBy(day);
    },
  };
}
