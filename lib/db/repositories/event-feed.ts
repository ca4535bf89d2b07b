import { and, asc, eq, gt, gte, inArray, isNull, lte, max, sql } from "drizzle-orm";
import { auditEvents, eventFeed } from "@/drizzle/schema/audit";
import type { AuditEvent } from "@/lib/model/audit/audit";
import type { Database } from "../driver/database";
import { auditEventOf } from "./audit-log";

/** An event and its place in the order of all. */
export interface FedEvent {
  position: number;
  event: AuditEvent;
}

/** Which events of the feed are wanted; all of them if empty. */
export interface FeedFilter {
  /** A space's id. */
  spaceId?: string;
  types?: readonly string[];
  since?: Date;
}

/** How many events one call looks at, however few of them match. */
const lookedAt = 20_000;

/** The events of every space and of the operators, in one order that never changes behind a reader. */
export function eventFeedIn(db: Database) {
  const isWaiting = isNull(eventFeed.position);
  return {
    /**
     * Gives the events that are visible by now their positions. One caller at a time, and each sees what the one before
     * has written: an event that is committed later gets a later position, whenever it was written.
     */
    async settle(): Promise<void> {
      const { entered, position } = eventFeed;
      const [waiting] = await db.select({ entered }).from(eventFeed).where(isWaiting).limit(1);
      if (!waiting) return;
      await db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('event_feed', 0))`);
        const next = tx
          .select({
            entered,
            place: sql<number>`(select coalesce(max(${position}), 0) from ${eventFeed})
              + row_number() over (order by ${entered})`.as("place"),
          })
          .from(
            tx
              .select({ entered })
              .from(eventFeed)
              .where(isWaiting)
              .orderBy(asc(entered))
              .limit(lookedAt)
              .as("event_feed"),
          )
          .as("placed");
        await tx
          .update(eventFeed)
          .set({ position: sql`${next.place}` })
          .from(next)
          .where(eq(entered, next.entered));
      });
    },
    /**
     * The events after a position, oldest first, and where to go on: behind the last one that was looked at. `more`: there
     * are positions behind it.
     */
    async after(
      position: number,
      limit: number,
      { spaceId, types, since }: FeedFilter,
    ): Promise<{ events: FedEvent[]; next: number; more: boolean }> {
      const [known] = await db.select({ last: max(eventFeed.position) }).from(eventFeed);
      const last = known?.last ?? 0;
      const end = Math.min(last, position + lookedAt);
      const rows = await db
        .select({ position: eventFeed.position, row: auditEvents })
        .from(eventFeed)
        .innerJoin(auditEvents, eq(auditEvents.id, eventFeed.eventId))
        .where(
          and(
            gt(eventFeed.position, position),
            lte(eventFeed.position, end),
            spaceId === undefined ? undefined : eq(auditEvents.spaceId, spaceId),
            types === undefined ? undefined : inArray(auditEvents.action, [...types]),
            since && gte(auditEvents.at, since),
          ),
        )
        .orderBy(asc(eventFeed.position))
        .limit(limit);
      const events = rows.map(({ position: at, row }) => ({ position: at ?? 0, event: auditEventOf(row) }));
      const next = rows.length === limit ? (events.at(-1)?.position ?? end) : Math.max(end, position);
      return { events, next, more: next < last };
    },
  };
}
