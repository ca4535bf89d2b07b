import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { signInAttempts } from "@/drizzle/schema/connections";
import { signInDays } from "@/drizzle/schema/sign-in-days";
import { spaces } from "@/drizzle/schema/spaces";
import type { Database } from "../driver/database";

/** The sign-ins of one day through one connection. */
export interface SignInDay {
  connectionId: string;
  /** `2026-11-30`, in UTC. */
  day: string;
  admitted: number;
  refused: number;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
const nextDay = (day: string) => new Date(startOf(day).getTime() + 86_400_000);

const attemptDay = sql<string>`to_char(${signInAttempts.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
const ended = (status: "admitted" | "refused") =>
  sql<number>`count(*) filter (where ${signInAttempts.status} = ${sql.raw(`'${status}'`)})::int`;
/** Test runs and links are not sign-ins. */
const isSignIn = and(
  isNull(signInAttempts.testRunId),
  isNull(signInAttempts.linkUserId),
  inArray(signInAttempts.status, ["admitted", "refused"]),
);

/** The day up to which everything is counted; `null` before the first count. */
async function lastCounted(db: Database): Promise<string | null> {
  const [row] = await db.select({ day: sql<string | null>`max(${signInDays.day})::text` }).from(signInDays);
  return row?.day ?? null;
}

/** The stored counts, plus the days since then counted now: few attempts, found by the space's index. */
async function daysWhere(db: Database, spacesNamed: { counted: SQL; attempts: SQL }, since: Date) {
  const first = dayOf(since);
  const counted = await db
    .select()
    .from(signInDays)
    .where(and(spacesNamed.counted, gte(signInDays.day, first)));
  const last = await lastCounted(db);
  const from = last === null || last < first ? startOf(first) : nextDay(last);
  const open = await db
    .select({
      spaceId: signInAttempts.spaceId,
      connectionId: signInAttempts.connectionId,
      day: attemptDay,
      admitted: ended("admitted"),
      refused: ended("refused"),
    })
    .from(signInAttempts)
    .where(and(spacesNamed.attempts, gte(signInAttempts.createdAt, from), isSignIn))
    .groupBy(signInAttempts.spaceId, signInAttempts.connectionId, attemptDay);
  return [...counted, ...open];
}

/** The sign-ins of one space by day. */
export function signInDaysIn(db: Database, spaceId: string) {
  return {
    /** From the day `since` to now, days without a sign-in left out. Test runs and links do not count. */
    async since(since: Date): Promise<SignInDay[]> {
      const named = {
        counted: eq(signInDays.spaceId, spaceId),
        attempts: eq(signInAttempts.spaceId, spaceId),
      };
      const rows = await daysWhere(db, named, since);
      return rows.map(({ connectionId, day, admitted, refused }) => ({
        connectionId,
        day,
        admitted,
        refused,
      }));
    },
  };
}

/** The counts of every tenant, for the job that writes them and the operator's home. */
// Over 60 lines: one short method per query, over one handle.
export function signInDayCounterIn(db: Database) {
  return {
    /**
     * Counts every day that ended before `until` and was not counted yet; returns how many rows it wrote. Can be
     * repeated.
     */
    async countDays(until: Date) {
      const last = await lastCounted(db);
      const rows = await db
        .insert(signInDays)
        .select(
          db
            .select({
              spaceId: signInAttempts.spaceId,
              connectionId: signInAttempts.connectionId,
              day: sql<string>`${attemptDay}::date`.as("day"),
              admitted: ended("admitted").as("admitted"),
              refused: ended("refused").as("refused"),
            })
            .from(signInAttempts)
            .innerJoin(spaces, eq(spaces.id, signInAttempts.spaceId))
            .where(
              and(
                lt(signInAttempts.createdAt, startOf(dayOf(until))),
                last === null ? undefined : gte(signInAttempts.createdAt, nextDay(last)),
                isSignIn,
              ),
            )
            .groupBy(signInAttempts.spaceId, signInAttempts.connectionId, attemptDay),
        )
        .onConflictDoNothing()
        .returning({ day: signInDays.day });
      return rows.length;
    },
    /** The sign-ins of each of the spaces by day since then; a space without any is left out. */
    async ofSpaces(spaceIds: readonly string[], since: Date): Promise<Map<string, SignInDay[]>> {
      const bySpace = new Map<string, SignInDay[]>();
      if (spaceIds.length === 0) return bySpace;
      const ids = [...spaceIds];
      const named = {
        counted: inArray(signInDays.spaceId, ids),
        attempts: inArray(signInAttempts.spaceId, ids),
      };
      for (const { spaceId, connectionId, day, admitted, refused } of await daysWhere(db, named, since)) {
        const days = bySpace.get(spaceId) ?? [];
        days.push({ connectionId, day, admitted, refused });
        bySpace.set(spaceId, days);
      }
      return bySpace;
    },
    /** Deletes the days before. */
    async prune(before: Date) {
      await db.delete(signInDays).where(lt(signInDays.day, dayOf(before)));
    },
  };
}
