import { and, desc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import { connections, signInAttempts } from "@/drizzle/schema/connections";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching, within } from "../driver/paging";
import { attemptOf } from "./attempt-row";

const statuses = signInAttempts.status.enumValues;

const sortable = {
  createdAt: signInAttempts.createdAt,
  email: signInAttempts.email,
  connectionName: caseless(signInAttempts.connectionName),
  status: signInAttempts.status,
};

interface SignInLogFilter {
  status?: string;
  connectionId?: string;
  userId?: string;
  /** Those that named this address and belong to nobody. */
  namedOnly?: string;
}

/**
 * The space, so that no index serves it: of a connection, the index by connection must be taken. PostgreSQL thinks
 * that every connection is as busy as the busiest, and would look for the latest sign-ins of an unused one among all
 * of the space.
 */
const inSpace = (spaceId: string) => sql`${signInAttempts.spaceId} || '' = ${spaceId}`;

/** Sign-in attempts as a space's administrators read them. */
export function signInLogIn(db: Database) {
  const attempts = signInAttempts;
  return {
    /** The sign-in log of a space, without test runs. Search covers reference, address, connection and code. */
    page(spaceId: string, query: PageQuery & Period & SignInLogFilter): Promise<Page<SignInAttempt>> {
      const status = statuses.find((known) => known === query.status);
      const where = and(
        query.connectionId ? inSpace(spaceId) : eq(attempts.spaceId, spaceId),
        isNull(attempts.testRunId),
        searching(query, attempts.id, attempts.email, attempts.connectionName, attempts.refusalCode),
        status && eq(attempts.status, status),
        query.connectionId ? eq(attempts.connectionId, query.connectionId) : undefined,
        query.userId ? eq(attempts.userId, query.userId) : undefined,
        query.namedOnly === undefined
          ? undefined
          : and(isNull(attempts.userId), eq(attempts.email, query.namedOnly)),
        within(attempts.createdAt, query),
      );
      const order = listOrder(query, sortable, { sort: "createdAt", direction: "desc" }, attempts.id);
      const upTo = (most: number | undefined) => {
        const all = db
          .select({ one: sql`1`.as("one") })
          .from(attempts)
          .where(where);
        return (most === undefined ? all : all.limit(most + 1)).as("counted");
      };
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(attempts), place: order.place })
            .from(attempts)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(upTo(query.countUpTo)),
        attemptOf,
      );
    },
    /** The latest sign-ins through each of the connections in a space, newest first, without test runs. */
    async latestThrough(
      spaceId: string,
      connectionIds: readonly string[],
      most: number,
    ): Promise<{ connectionId: string; status: SignInAttempt["status"]; refusalCode: string | null }[]> {
      if (connectionIds.length === 0) return [];
      const latest = db
        .select({
          status: attempts.status,
          refusalCode: attempts.refusalCode,
          createdAt: attempts.createdAt,
        })
        .from(attempts)
        .where(and(inSpace(spaceId), eq(attempts.connectionId, connections.id), isNull(attempts.testRunId)))
        .orderBy(desc(attempts.createdAt), desc(attempts.id))
        .limit(most)
        .as("latest");
      return db
        .select({
          connectionId: connections.id,
          status: latest.status,
          refusalCode: latest.refusalCode,
        })
        .from(connections)
        .crossJoinLateral(latest)
        .where(inArray(connections.id, [...connectionIds]))
        .orderBy(desc(latest.createdAt));
    },
  };
}
