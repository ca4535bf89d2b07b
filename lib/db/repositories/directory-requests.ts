import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  ilike,
  inArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { directoryRequests } from "@/drizzle/schema/directories";
import type { DirectoryRequestKind, FeedReason } from "@/lib/model/directories/directory";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { containing, listOrder, readPage } from "../driver/paging";

/** What a request did, for the log. */
export interface RequestNotes {
  /** What changed, in plain words. */
  changed: string[];
  /** Attributes that the schema lacks. */
  ignored: string[];
  /** Why people of it are not as the feed says. */
  reasons: FeedReason[];
}

/** Which requests of the log. */
export interface RequestFilter {
  /** Refused ones, or a Bulk with operations that were refused. */
  failed?: boolean;
  kind?: DirectoryRequestKind;
  /** The person or group that it was about. */
  resourceId?: string;
  /** Only those that change something: reads are left out. */
  changes?: boolean;
}

/** How the requests since a moment went. */
export interface RequestCounts {
  requests: number;
  failed: number;
}

/** One request of a directory. */
export type DirectoryRequest = Omit<typeof directoryRequests.$inferSelect, "notes"> & { notes: RequestNotes };

/** The request log of one directory. */
// Over 60 lines: one short method per query, over one handle.
export function directoryRequestsIn(db: Database, directory: { id: string; organizationId: string }) {
  const here = and(
    eq(directoryRequests.directoryId, directory.id),
    eq(directoryRequests.organizationId, directory.organizationId),
  );
  const one = (id: string) => and(here, eq(directoryRequests.id, id));
  return {
    async insert(request: DirectoryRequest) {
      await db.insert(directoryRequests).values({
        ...request,
        directoryId: directory.id,
        organizationId: directory.organizationId,
      });
    },
    async byId(id: string): Promise<DirectoryRequest | null> {
      const [row] = await db.select().from(directoryRequests).where(one(id));
      return row ? requestOf(row) : null;
    },
    /** As it is now; whoever else wants to serve it again waits until the transaction ends. */
    async lock(id: string): Promise<DirectoryRequest | null> {
      const [row] = await db.select().from(directoryRequests).where(one(id)).for("no key update");
      return row ? requestOf(row) : null;
    },
    /** Marks it as served again by another one. */
    async markReplayed(id: string, replayedAs: string) {
      await db.update(directoryRequests).set({ replayedAs }).where(one(id));
    },
    /** Whether a group of this name may have been created after this moment: bodies that are large are not kept. */
    async groupMayBeCreatedSince(displayName: string, at: Date): Promise<boolean> {
      const { body, kind, method, status } = directoryRequests;
      const rows = await db
        .select({ id: directoryRequests.id })
        .from(directoryRequests)
        .where(
          and(
            here,
            gt(directoryRequests.at, at),
            or(
              and(
                eq(kind, "groups"),
                eq(method, "POST"),
                eq(status, 201),
                sql`(${body} is null or lower(${body}->>'displayName') = lower(${displayName}))`,
              ),
              eq(kind, "bulk"),
            ),
          ),
        )
        .limit(1);
      return rows.length > 0;
    },
    /** Newest first. Search covers the path, why it failed, what changed, and what was sent. */
    page(query: PageQuery & RequestFilter): Promise<Page<DirectoryRequest>> {
      const where = and(here, ...conditionsOf(query));
      const order = listOrder(query, sortable, { sort: "at", direction: "desc" }, directoryRequests.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(directoryRequests), place: order.place })
            .from(directoryRequests)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryRequests, where),
        requestOf,
      );
    },
    /** How many there were since then, and how many of them failed. */
    async countsSince(since: Date): Promise<RequestCounts> {
      const [row] = await db
        .select({ requests: count(), failed: count(sql`case when ${failed} then 1 end`) })
        .from(directoryRequests)
        .where(and(here, gte(directoryRequests.at, since)));
      return row ?? { requests: 0, failed: 0 };
    },
    /** By day (UTC) since then, days without a request left out. */
    async byDay(since: Date): Promise<{ day: string; requests: number; failed: number }[]> {
      const day = sql<string>`to_char(${directoryRequests.at} at time zone 'UTC', 'YYYY-MM-DD')`;
      return db
        .select({ day, requests: count(), failed: count(sql`case when ${failed} then 1 end`) })
        .from(directoryRequests)
        .where(and(here, gte(directoryRequests.at, since)))
        .groupBy(sql`1`);
    },
    /** The newest requests that change something, newest first: reads that find nobody are no failures. */
    async latestChanges(limit: number): Promise<DirectoryRequest[]> {
      const rows = await db
        .select()
        .from(directoryRequests)
        .where(and(here, changes))
        .orderBy(desc(directoryRequests.at), desc(directoryRequests.id))
        .limit(limit);
      return rows.map(requestOf);
    },
  };
}

const changes = inArray(directoryRequests.method, ["POST", "PUT", "PATCH", "DELETE"]);
/** A Bulk request is answered with 200 and says in `detail` that operations of it were refused. */
const failed = sql`(${directoryRequests.status} >= 400 or ${directoryRequests.detail} is not null)`;

function conditionsOf(query: PageQuery & RequestFilter): (SQL | undefined)[] {
  const words = query.search?.trim();
  return [
    query.failed === undefined ? undefined : query.failed ? failed : sql`not ${failed}`,
    query.kind && eq(directoryRequests.kind, query.kind),
    query.resourceId === undefined ? undefined : eq(directoryRequests.resourceId, query.resourceId),
    query.changes ? changes : undefined,
    words
      ? or(
          ilike(directoryRequests.path, containing(words)),
          ilike(directoryRequests.detail, containing(words)),
          sql`${directoryRequests.notes}::text ilike ${containing(words)}`,
          sql`${directoryRequests.body}::text ilike ${containing(words)}`,
        )
      : undefined,
  ];
}

function requestOf({ notes, ...row }: typeof directoryRequests.$inferSelect): DirectoryRequest {
  // Written from the same type; requests of earlier versions have no reasons.
  const { changed, ignored, reasons = [] } = notes as Omit<RequestNotes, "reasons"> & Partial<RequestNotes>;
  return { ...row, notes: { changed, ignored, reasons } };
}

const sortable = { at: directoryRequests.at };
