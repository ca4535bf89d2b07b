import { and, desc, eq, exists, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { User } from "@/lib/model/people/person";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";
import { newSession, sessionValues, writingSession } from "./new-session";
import { userOf } from "./users";

/** Live: neither ended nor expired. */
export const liveAt = (now: Date) => and(isNull(sessions.endedAt), gt(sessions.expiresAt, now));

// Used by every page: one statement for the session, its spaces and the person.
const rowsOf = prepared(["id"], (db, { id }) =>
  db
    .select({ session: sessions, space: sessionSpaces, user: users })
    .from(sessions)
    .leftJoin(sessionSpaces, eq(sessionSpaces.sessionId, sessions.id))
    .leftJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, id))
    .orderBy(sessionSpaces.admittedAt, sessionSpaces.spaceId),
);

const insertOne = prepared(sessionValues, (db, open) => {
  const [opened, ...others] = writingSession(db, open);
  return db
    .with(opened, ...others)
    .select()
    .from(opened);
});

async function one(db: Database, id: string) {
  const rows = await rowsOf(db, { id });
  const [first] = rows;
  if (!first) return null;
  const spaces = rows.flatMap(({ space }) => (space ? [sessionSpaceOf(space)] : []));
  return { session: sessionOf(first.session, spaces), user: first.user && userOf(first.user) };
}

/** Signed-in browsers, by their own id or by the person. */
// Over 60 lines: one short method per query, over one handle.
export function sessionsIn(db: Database) {
  return {
    async byId(id: string): Promise<Session | null> {
      const found = await one(db, id);
      return found?.session ?? null;
    },
    /** The same with its person. */
    async withUser(id: string): Promise<{ session: Session; user: User } | null> {
      const found = await one(db, id);
      return found?.user ? { session: found.session, user: found.user } : null;
    },
    /**
     * Writes a session with its spaces. Sets the person's last sign-in, and their last to each of `signedInTo`. One
     * statement.
     */
    async insert(
      session: Omit<Session, "spaces">,
      spaces: readonly SessionSpace[],
      signedInTo: readonly string[] = [],
    ) {
      await insertOne(db, newSession(session, spaces, signedInTo));
    },
    /** Adds a space to a live session, or replaces how it was admitted. */
    async admit(sessionId: string, space: SessionSpace) {
      const row = { ...space, endsAt: space.endsAt ?? null, proof: space.proof ?? null, sessionId };
      await db.transaction(async (tx) => {
        // Locked against a concurrent ending: a dead session must not gain a space.
        const [open] = await tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
          .for("no key update");
        if (!open) return;
        const { spaceId: _spaceId, sessionId: _sessionId, ...set } = row;
        await tx
          .insert(sessionSpaces)
          .values(row)
          .onConflictDoUpdate({ target: [sessionSpaces.sessionId, sessionSpaces.spaceId], set });
      });
    },
    async touch(id: string, at: Date) {
      await db
        .update(sessions)
        .set({ lastSeenAt: at })
        .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
    },
    /** The session that has replaced it in the same browser. */
    async successorOf(id: string): Promise<string | null> {
      const { successor } = sessions;
      const [row] = await db.select({ successor }).from(sessions).where(eq(sessions.id, id));
      return row?.successor ?? null;
    },
    /** `successor`: the session that replaces it in the same browser. */
    async end(id: string, reason: string, at: Date, successor?: string) {
      const rows = await db
        .update(sessions)
        .set({ endedAt: at, endedReason: reason, ...(successor ? { successor } : {}) })
        .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
        .returning({ id: sessions.id });
      return rows.length > 0;
    },
    /** Returns those that had not expired, with the spaces that they reached. */
    async endOfUser(
      userId: string,
      reason: string,
      at: Date,
      except?: string,
    ): Promise<{ id: string; spaceIds: string[] }[]> {
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
        .returning();
      const live = rows.filter((row) => row.expiresAt > at);
      return (await withSpaces(db, live)).map(({ id, spaces }) => ({
        id,
        spaceIds: spaces.map(({ spaceId }) => spaceId),
      }));
    },
    async ofUser(userId: string, now: Date): Promise<Session[]> {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, userId), liveAt(now)))
        .orderBy(desc(sessions.lastSeenAt), sessions.id);
      return withSpaces(db, rows);
    },
  };
}

async function withSpaces(db: Database, rows: SessionRow[]): Promise<Session[]> {
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
  return rows.map((row) =>
    sessionOf(row, admitted.filter(({ sessionId }) => sessionId === row.id).map(sessionSpaceOf)),
  );
}

type SessionRow = typeof sessions.$inferSelect;

/** The stored row in the model's terms: its successor matters to sign-ins to applications only. */
export function sessionOf({ successor: _, ...row }: SessionRow, spaces: SessionSpace[]): Session {
  return { ...row, spaces };
}

/** A row of `session_spaces` without its session. */
export function sessionSpaceOf({
  sessionId: _id,
  endsAt,
  proof,
  ...space
}: typeof sessionSpaces.$inferSelect): SessionSpace {
  return { ...space, ...(endsAt === null ? {} : { endsAt }), ...(proof === null ? {} : { proof }) };
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
