import {
  and,
  count,
  countDistinct,
  eq,
  exists,
  inArray,
  isNull,
  ne,
  notExists,
  type SQL,
  sql,
} from "drizzle-orm";
import { memberships } from "@/drizzle/schema/people";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import type { Session } from "@/lib/model/sign-in/session";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { isOneOf, parts } from "../driver/parts";
import { nameOfMember } from "./accepted-members";
import { admittedBy, liveAt, sessionOf, sessionSpaceOf } from "./sessions";

/** A session that a space has left, and whose it was. */
export interface EndedSession {
  id: string;
  userId: string;
}

/** The sessions that one space admitted. Other spaces that admitted them are not shown. */
// Over 60 lines: one short method per query, over one handle.
export function spaceSessionsIn(db: Database, spaceId: string) {
  const here = eq(sessionSpaces.spaceId, spaceId);
  const membershipHere = and(eq(memberships.spaceId, spaceId), eq(memberships.userId, users.id));
  return {
    page(
      query: PageQuery & { userId?: string },
      now: Date,
    ): Promise<Page<Session & { userEmail: string; userName: string }>> {
      const where = and(
        here,
        liveAt(now),
        searching(query, users.email, nameOfMember, sessions.address),
        query.userId ? eq(sessions.userId, query.userId) : undefined,
      );
      const order = listOrder(query, sortable, { sort: "lastSeenAt", direction: "desc" }, sessions.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({
              session: sessions,
              space: sessionSpaces,
              userEmail: users.email,
              userName: nameOfMember,
              place: order.place,
            })
            .from(sessionSpaces)
            .innerJoin(sessions, eq(sessions.id, sessionSpaces.sessionId))
            .innerJoin(users, eq(users.id, sessions.userId))
            .leftJoin(memberships, membershipHere)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        async () => {
          const [row] = await db
            .select({ rows: count() })
            .from(sessionSpaces)
            .innerJoin(sessions, eq(sessions.id, sessionSpaces.sessionId))
            .innerJoin(users, eq(users.id, sessions.userId))
            .leftJoin(memberships, membershipHere)
            .where(where);
          return row?.rows ?? 0;
        },
        ({ session, space, userEmail, userName }) => ({
          ...sessionOf(session, [sessionSpaceOf(space)]),
          userEmail,
          userName,
        }),
      );
    },
    /** Live people and sessions, without those of `exceptUserId`. */
    async countLive(now: Date, exceptUserId?: string): Promise<{ sessions: number; people: number }> {
      const [row] = await db
        .select({ sessions: count(), people: countDistinct(sessions.userId) })
        .from(sessions)
        .where(
          and(
            liveAt(now),
            admittedBy(db, spaceId),
            exceptUserId === undefined ? undefined : ne(sessions.userId, exceptUserId),
          ),
        );
      return row ?? { sessions: 0, people: 0 };
    },
    /** Removes the space from every live session (and ends those left without any); returns as `endThrough`. */
    endAll(reason: string, at: Date): Promise<EndedSession[]> {
      return takeAway(undefined, reason, at);
    },
    /** Removes the space from one session; ends it if none is left. */
    async end(sessionId: string, reason: string, at: Date) {
      return (await takeAway(eq(sessions.id, sessionId), reason, at)).length > 0;
    },
    /** As `endAll`, of these people only. */
    async endOfUsers(userIds: readonly string[], reason: string, at: Date): Promise<EndedSession[]> {
      const ended: EndedSession[] = [];
      for (const part of parts(userIds))
        ended.push(...(await takeAway(isOneOf(sessions.userId, part), reason, at)));
      return ended;
    },
    /**
     * Removes the space from the live sessions that a connection has opened: those of the provider's own sessions, or
     * all of a person, or those that are both. Returns the ids of the sessions and their people.
     */
    async endThrough(
      connectionId: string,
      of: { userId: string | null; providerSessions: readonly string[] },
      reason: string,
      at: Date,
    ): Promise<EndedSession[]> {
      const { userId, providerSessions } = of;
      if (userId === null && providerSessions.length === 0) return [];
      const opened = db
        .select({ one: sql`1` })
        .from(sessionSpaces)
        .where(
          and(
            eq(sessionSpaces.sessionId, sessions.id),
            here,
            eq(sessionSpaces.connectionId, connectionId),
            providerSessions.length > 0
              ? isOneOf(sessionSpaces.providerSession, providerSessions)
              : undefined,
          ),
        );
      return takeAway(
        and(exists(opened), userId === null ? undefined : eq(sessions.userId, userId)),
        reason,
        at,
      );
    },
    /** How many live sessions these people have here. */
    async countOfUsers(userIds: readonly string[], now: Date): Promise<number> {
      let found = 0;
      for (const part of parts(userIds))
        found += await db.$count(
          sessions,
          and(liveAt(now), admittedBy(db, spaceId), isOneOf(sessions.userId, part)),
        );
      return found;
    },
  };

  /** Returns the sessions and whose each was. */
  function takeAway(which: SQL | undefined, reason: string, at: Date): Promise<EndedSession[]> {
    return db.transaction(async (tx) => {
      // In the order of their ids, so that two of these never deadlock.
      const live = await tx
        .select({ id: sessions.id, userId: sessions.userId })
        .from(sessions)
        .where(and(liveAt(at), admittedBy(tx, spaceId), which))
        .orderBy(sessions.id)
        .for("no key update");
      const ids = live.map(({ id }) => id);
      if (ids.length === 0) return [];
      await tx.delete(sessionSpaces).where(and(here, inArray(sessionSpaces.sessionId, ids)));
      const elsewhere = tx
        .select({ one: sql`1` })
        .from(sessionSpaces)
        .where(eq(sessionSpaces.sessionId, sessions.id));
      await tx
        .update(sessions)
        .set({ endedAt: at, endedReason: reason })
        .where(and(inArray(sessions.id, ids), isNull(sessions.endedAt), notExists(elsewhere)));
      return live;
    });
  }
}

const sortable = {
  lastSeenAt: sessions.lastSeenAt,
  createdAt: sessions.createdAt,
  userName: caseless(nameOfMember),
  userEmail: users.email,
  address: sessions.address,
};

export type SpaceSessions = ReturnType<typeof spaceSessionsIn>;
