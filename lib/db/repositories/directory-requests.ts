import { and, desc, eq, gte, ilike, lt, or } from "drizzle-orm";
import { directoryRequests } from "@/drizzle/schema/directories";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { containing, readPage } from "../driver/paging";

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
      return readPage(
        query,
        (limit, offset) =>
          db
            .select()
            .from(directoryRequests)
            .where(where)
            .orderBy(desc(directoryRequests.at), desc(directoryRequests.id))
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
