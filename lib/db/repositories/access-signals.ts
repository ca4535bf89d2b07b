import { and, count, eq, gte, or, sql } from "drizzle-orm";
import { accessSignals } from "@/drizzle/schema/access-signals";
import { namesOfSignIn } from "@/lib/model/access/signal-names";
import type { SignalOutcome, SignalReceipt } from "@/lib/model/access/signals";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage } from "../driver/paging";
import { prepared, written } from "../driver/prepared";

/** A signal as stored. */
export type AccessSignal = typeof accessSignals.$inferSelect;

/** What one organization's identity providers have said outside a sign-in. */
export function accessSignalsIn(db: Database, organizationId: string) {
  const here = eq(accessSignals.organizationId, organizationId);
  const ofConnection = (connectionId: string) => and(here, eq(accessSignals.connectionId, connectionId));
  return {
    /** Writes a believed signal; `false` if one with its identifier has arrived before. One statement. */
    async take(signal: Omit<typeof accessSignals.$inferInsert, "organizationId">): Promise<boolean> {
      const rows = await db
        .insert(accessSignals)
        .values({ ...signal, organizationId })
        .onConflictDoNothing()
        .returning({ id: accessSignals.id });
      return rows.length > 0;
    },
    async finish(
      id: string,
      end: { outcome: SignalOutcome; userId: string | null; receipt: SignalReceipt },
    ): Promise<void> {
      await db
        .update(accessSignals)
        .set(end)
        .where(and(here, eq(accessSignals.id, id)));
    },
    /** How many were refused since then. */
    async refusedSince(connectionId: string, since: Date): Promise<number> {
      const [row] = await db
        .select({ found: count() })
        .from(accessSignals)
        .where(
          and(
            ofConnection(connectionId),
            eq(accessSignals.outcome, "refused"),
            gte(accessSignals.receivedAt, since),
          ),
        );
      return row?.found ?? 0;
    },
    /** Newest first. */
    page(connectionId: string, query: PageQuery): Promise<Page<AccessSignal>> {
      const where = ofConnection(connectionId);
      const order = listOrder(
        query,
        { receivedAt: accessSignals.receivedAt },
        { sort: "receivedAt", direction: "desc" },
        accessSignals.id,
      );
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ signal: accessSignals, place: order.place })
            .from(accessSignals)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(accessSignals, where),
        ({ signal }) => signal,
      );
    },
    /**
     * Whether a signal of this connection ends a sign-in that has not finished: one that names its person and arrived
     * since it began, or one that ever named its session at the provider. Call it with the connection's spaces locked.
     */
    async ends(
      connectionId: string,
      signIn: { since: Date; subject: string; email: string; sessionIndex: string | null },
    ): Promise<boolean> {
      const { person, session } = namesOfSignIn(signIn);
      const [row] = await overtaking(db, {
        ...{ organizationId, connectionId, since: signIn.since },
        person: JSON.stringify(person),
        session: JSON.stringify(session),
      });
      return row !== undefined;
    },
  };
}

const overtaking = prepared(
  ["organizationId", "connectionId", "since", "person", "session"],
  (db, { organizationId, connectionId, since, person, session }) =>
    db
      .select({ id: accessSignals.id })
      .from(accessSignals)
      .where(
        and(
          eq(accessSignals.organizationId, organizationId),
          eq(accessSignals.connectionId, connectionId),
          or(
            and(
              sql`${accessSignals.names} ?| array(select jsonb_array_elements_text(${person}::jsonb))`,
              sql`${accessSignals.receivedAt} >= ${written(since, accessSignals.receivedAt)}`,
            ),
            sql`${accessSignals.names} ?| array(select jsonb_array_elements_text(${session}::jsonb))`,
          ),
        ),
      )
      .limit(1),
);
