import { and, eq, getTableColumns, gte, ilike, lt, or } from "drizzle-orm";
import { directoryRequests } from "@/drizzle/schema/directories";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { containing, listOrder, readPage } from "../driver/paging";

/** What a request did, for the log. */
export interface RequestNotes {
  /** What changed, in plain words. */
  changed: string[];
  /** Attributes that the schema lacks. */
  ignored: string[];
}

/** One request of a directory. */
export type DirectoryRequest = Omit<typeof directoryRequests.$inferSelect, "notes"> & { notes: RequestNotes };

/** The request log of one directory. */
export function directoryRequestsIn(db: Database, directory: { id: string; organizationId: string }) {
  const here = and(
    eq(directoryRequests.directoryId, directory.id),
    eq(directoryRequests.organizationId, directory.organizationId),
  );
  return {
    async insert(request: DirectoryRequest) {
      await db.insert(directoryRequests).values({
        ...request,
        directoryId: directory.id,
        organizationId: directory.organizationId,
      });
    },
    async byId(id: string): Promise<DirectoryRequest | null> {
      const [row] = await db
        .select()
        .from(directoryRequests)
        .where(and(here, eq(directoryRequests.id, id)));
      return row ? requestOf(row) : null;
    },
    /** Newest first. Search covers the path and why it failed. */
    page(query: PageQuery & { failed?: boolean }): Promise<Page<DirectoryRequest>> {
      const words = query.search?.trim();
      const where = and(
        here,
        query.failed === undefined
          ? undefined
          : query.failed
            ? gte(directoryRequests.status, 400)
            : lt(directoryRequests.status, 400),
        words
          ? or(
              ilike(directoryRequests.path, containing(words)),
              ilike(directoryRequests.detail, containing(words)),
            )
          : undefined,
      );
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
  };
}

function requestOf({ notes, ...row }: typeof directoryRequests.$inferSelect): DirectoryRequest {
  // Written from the same type.
  return { ...row, notes: notes as RequestNotes };
}

const sortable = { at: directoryRequests.at };
