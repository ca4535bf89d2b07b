import { and, eq, exists, gt, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { applicationSessions, applications, providerRecords } from "@/drizzle/schema/applications";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";
import { writeLogouts } from "./write-logouts";

/** Whose sign-ins to applications end: those of these browser sessions, of these people, or everybody's. */
export type EndedSignIns =
  | { sessionIds: readonly string[] }
  | { userIds: readonly string[]; exceptSessionId?: string | null }
  | "everybody";

/** One sign-in to an application that has ended. */
export interface EndedSignIn {
  userId: string;
  applicationId: string;
  /** Whether the application is told. */
  isTold: boolean;
  /** Whether it had not ended before. */
  wasOpen: boolean;
  refreshTokens: number;
}

const hasRefreshToken = (db: Database, now: Date) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(providerRecords)
      .where(
        and(
          eq(providerRecords.applicationSessionId, applicationSessions.id),
          eq(providerRecords.model, "RefreshToken"),
          isNull(providerRecords.consumedAt),
          gt(providerRecords.expiresAt, now),
        ),
      ),
  );

/** The end of sign-ins to applications in one space. */
export function applicationEndingsIn(db: Database, spaceId: string) {
  const here = eq(applicationSessions.spaceId, spaceId);

  /** One that is open, or that could still be refreshed. */
  const living = (now: Date) => or(isNull(applicationSessions.endedAt), hasRefreshToken(db, now));

  return {
    /**
     * Ends sign-ins to applications, and writes a message for each to an application that wants to be told. `revoke`:
     * with their refresh tokens, even of those whose browser has been signed out before. In a transaction.
     */
    async end(
      which: EndedSignIns,
      how: { cause: string; revoke: boolean },
      at: Date,
    ): Promise<EndedSignIn[]> {
      const ended: EndedSignIn[] = [];
      for (const part of partsOf(which)) ended.push(...(await endPart(part, how, at)));
      return ended;
    },
    /** The applications that these people could go on using now, one for each person and application. */
    async livingOf(
      userIds: readonly string[],
      now: Date,
    ): Promise<{ userId: string; applicationId: string; name: string }[]> {
      const found = [];
      for (const part of parts(userIds))
        found.push(
          ...(await db
            .selectDistinct({
              userId: applicationSessions.userId,
              applicationId: applications.id,
              name: applications.name,
            })
            .from(applicationSessions)
            .innerJoin(applications, eq(applications.id, applicationSessions.applicationId))
            .where(
              and(
                here,
                isOneOf(applicationSessions.userId, part),
                eq(applicationSessions.isTrial, false),
                living(now),
              ),
            )
            .orderBy(applications.name, applications.id)),
        );
      return found;
    },
  };

  async function endPart(
    which: SQL | undefined,
    { cause, revoke }: { cause: string; revoke: boolean },
    at: Date,
  ): Promise<EndedSignIn[]> {
    const { id, userId, applicationId, isTrial, endedAt } = applicationSessions;
    // In the order of their ids, so that two of these never deadlock.
    const rows = await db
      .select({ id, userId, applicationId, isTrial, endedAt })
      .from(applicationSessions)
      .where(
        and(
          here,
          which,
          revoke ? isNull(applicationSessions.revokedAt) : isNull(applicationSessions.endedAt),
        ),
      )
      .orderBy(id)
      .for("no key update");
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const refreshTokens = revoke ? await removeRefreshTokens(ids, at) : new Map<string, number>();
    await db
      .update(applicationSessions)
      .set({
        endedAt: sql`coalesce(${applicationSessions.endedAt}, ${sql.param(at, endedAt)})`,
        // Cut off from the browser, so that a later sign-in of the same browser is a new one.
        ...(revoke ? { revokedAt: at, sessionId: null } : {}),
      })
      .where(isOneOf(id, ids));
    const ended = rows.flatMap((row) => {
      const tokens = refreshTokens.get(row.id) ?? 0;
      const wasOpen = row.endedAt === null;
      return row.isTrial || (!wasOpen && tokens === 0)
        ? []
        : [{ ...row, cause, wasOpen, refreshTokens: tokens }];
    });
    const told = await writeLogouts(db, ended, at);
    return ended.map((row) => ({ ...row, isTold: told.has(row.applicationId) }));
  }

  /** Returns how many live ones each sign-in had. */
  async function removeRefreshTokens(ids: readonly string[], at: Date): Promise<Map<string, number>> {
    const removed = await db
      .delete(providerRecords)
      .where(
        and(isOneOf(providerRecords.applicationSessionId, ids), eq(providerRecords.model, "RefreshToken")),
      )
      .returning({
        id: providerRecords.applicationSessionId,
        consumedAt: providerRecords.consumedAt,
        expiresAt: providerRecords.expiresAt,
      });
    const counts = new Map<string, number>();
    for (const { id, consumedAt, expiresAt } of removed)
      if (id !== null && consumedAt === null && expiresAt > at) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }
}

function partsOf(which: EndedSignIns): (SQL | undefined)[] {
  if (which === "everybody") return [undefined];
  if ("sessionIds" in which)
    return parts(which.sessionIds).map((part) => isOneOf(applicationSessions.sessionId, part));
  const { exceptSessionId } = which;
  const but = exceptSessionId
    ? or(isNull(applicationSessions.sessionId), ne(applicationSessions.sessionId, exceptSessionId))
    : undefined;
  return parts(which.userIds).map((part) => and(isOneOf(applicationSessions.userId, part), but));
}
