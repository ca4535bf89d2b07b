import { and, desc, eq, exists, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import type { Session, SessionSpace } from "@/lib/core/model/session";
import type { Sessions } from "@/lib/usecases/ports/access";
import type { Database } from "./database";

/** Live: neither ended nor run out. */
export const liveAt = (now: Date) => and(isNull(sessions.endedAt), gt(sessions.expiresAt, now));

/** Signed-in browsers, by their own id or by the person. */
export function sessionsIn(db: Database): Sessions {
  return {
    async byId(id) {
      // Asked by every page: one statement for both.
      const rows = await db
        .select({ session: sessions, space: sessionSpaces })
        .from(sessions)
        .leftJoin(sessionSpaces, eq(sessionSpaces.sessionId, sessions.id))
        .where(eq(sessions.id, id))
        .orderBy(sessionSpaces.admittedAt, sessionSpaces.spaceId);
      const [first] = rows;
      if (!first) return null;
      return {
        ...first.session,
        spaces: rows.flatMap(({ space }) => (space ? [sessionSpaceOf(space)] : [])),
      };
    },
    async insert(session, spaces) {
      const rows = spaces.map((space) => ({ ...space, sessionId: session.id }));
      if (rows.length === 0) {
        await db.insert(sessions).values(session);
        return;
      }
      // One statement: both or neither, without a transaction of its own.
      const opened = db
        .$with("opened")
        .as(db.insert(sessions).values(session).returning({ id: sessions.id }));
      await db.with(opened).insert(sessionSpaces).values(rows);
    },
    async admit(sessionId, space) {
      const row = { ...space, sessionId };
      await db.transaction(async (tx) => {
        // Held against an ending that runs at the same time: a dead session must not come by a space.
        const [open] = await tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
          .for("no key update");
        if (!open) return;
        const { spaceId: _spaceId, ...set } = space;
        await tx
          .insert(sessionSpaces)
          .values(row)
          .onConflictDoUpdate({ target: [sessionSpaces.sessionId, sessionSpaces.spaceId], set });
      });
    },
    async touch(id, at) {
      await db
        .update(sessions)
        .set({ lastSeenAt: at })
        .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
    },
    async end(id, reason, at) {
      const rows = await db
        .update(sessions)
        .set({ endedAt: at, endedReason: reason })
        .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
        .returning({ id: sessions.id });
      return rows.length > 0;
    },
    async endOfUser(userId, reason, at, except) {
      const rows = await db
        .update(sessions)
        .set({ endedAt: at, endedReason: reason })
        .where(
          and(
            eq(sessions.userId, userId),
            isNull(sessions.endedAt),
            except === undefined ? undefined : ne(sessions.id, except),
          ),
        )
        .returning({ expiresAt: sessions.expiresAt });
      return rows.filter((row) => row.expiresAt > at).length;
    },
    async ofUser(userId, now) {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, userId), liveAt(now)))
        .orderBy(desc(sessions.lastSeenAt), sessions.id);
      return withSpaces(db, rows);
    },
  };
}

async function withSpaces(db: Database, rows: Omit<Session, "spaces">[]): Promise<Session[]> {
  if (rows.length === 0) return [];
  const admitted = await db
    .select()
    .from(sessionSpaces)
    .where(
      inArray(
        sessionSpaces.sessionId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(sessionSpaces.admittedAt, sessionSpaces.spaceId);
  return rows.map((row) => ({
    ...row,
    spaces: admitted.filter(({ sessionId }) => sessionId === row.id).map(sessionSpaceOf),
  }));
}

/** A row of `session_spaces` without the session that it belongs to. */
export function sessionSpaceOf({
  sessionId: _id,
  ...space
}: typeof sessionSpaces.$inferSelect): SessionSpace {
  return space;
}

/** That a space has admitted the session of the surrounding query. */
export function admittedBy(db: Database, spaceId: string) {
  return exists(
    db
      .select({ one: sql`1` })
      .from(sessionSpaces)
      .where(and(eq(sessionSpaces.sessionId, sessions.id), eq(sessionSpaces.spaceId, spaceId))),
  );
}
