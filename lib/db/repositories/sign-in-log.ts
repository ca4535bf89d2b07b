import { and, desc, eq, getTableColumns, inArray, isNull } from "drizzle-orm";
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

/** Sign-in attempts as a space's administrators read them. */
export function signInLogIn(db: Database) {
  const attempts = signInAttempts;
  return {
    /** The sign-in log of a space, without test runs. Search covers reference, address, connection and code. */
    page(
      spaceId: string,
      query: PageQuery & Period & { status?: string; connectionId?: string; userId?: string },
    ): Promise<Page<SignInAttempt>> {
      const status = statuses.find((known) => known === query.status);
      const where = and(
        eq(attempts.spaceId, spaceId),
        isNull(attempts.testRunId),
        searching(query, attempts.id, attempts.email, attempts.connectionName, attempts.refusalCode),
        status && eq(attempts.status, status),
        query.connectionId ? eq(attempts.connectionId, query.connectionId) : undefined,
        query.userId ? eq(attempts.userId, query.userId) : undefined,
        within(attempts.createdAt, query),
      );
      const order = listOrder(query, sortable, { sort: "createdAt", direction: "desc" }, attempts.id);
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
        () => db.$count(attempts, where),
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
        .where(
          and(
            eq(attempts.spaceId, spaceId),
            eq(attempts.connectionId, connections.id),
            isNull(attempts.testRunId),
          ),
        )
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
