import { and, asc, count, eq, getTableColumns, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { directoryMembers, directoryPeople } from "@/drizzle/schema/directories";
import type { FeedState } from "@/lib/model/directories/directory";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching } from "../driver/paging";
import { qualified } from "../driver/qualified";
import { type DirectoryPerson, peopleOfDirectory, personOf } from "./directory-person";

/** The people of one directory for those who look at them: pages, counts, one state. */
// Over 60 lines: one short method per query, over one handle.
export function directoryPeopleListsIn(db: Database, directory: { id: string; organizationId: string }) {
  const { here, living } = peopleOfDirectory(directory);
  const isIn = (groupId: string) =>
    sql`exists (select 1 from ${directoryMembers} where ${qualified(directoryMembers.personId)} = ${qualified(directoryPeople.id)} and ${qualified(directoryMembers.groupId)} = ${groupId} and ${qualified(directoryMembers.directoryId)} = ${directory.id})`;

  return {
    /** People by name; of deleted ones only those whom the brake holds. Search covers the names that the provider gives. */
    page(query: PageQuery & { state?: FeedState; groupId?: string }): Promise<Page<DirectoryPerson>> {
      const where = and(
        here,
        or(isNull(directoryPeople.deletedAt), eq(directoryPeople.state, "held")),
        query.groupId === undefined ? undefined : isIn(query.groupId),
        searching(query, directoryPeople.userName, directoryPeople.externalId),
        query.state && eq(directoryPeople.state, query.state),
      );
      const order = listOrder(query, sortable, { sort: "userName", direction: "asc" }, directoryPeople.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(directoryPeople), place: order.place })
            .from(directoryPeople)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryPeople, where),
        personOf,
      );
    },
    async inState(states: readonly FeedState[], limit: number): Promise<DirectoryPerson[]> {
      const rows = await db
        .select()
        .from(directoryPeople)
        .where(and(here, inArray(directoryPeople.state, [...states])))
        .orderBy(asc(directoryPeople.userNameKey))
        .limit(limit);
      return rows.map(personOf);
    },
    /** Living people, in the order of their ids, after one of them. */
    async after(id: string, limit: number): Promise<DirectoryPerson[]> {
      const rows = await db
        .select()
        .from(directoryPeople)
        .where(and(living, gt(directoryPeople.id, id)))
        .orderBy(directoryPeople.id)
        .limit(limit);
      return rows.map(personOf);
    },
    /** Those of the feed, by state; deleted ones are counted among the held only. */
    async counts(): Promise<{
      people: number;
      active: number;
      due: number;
      byState: Record<FeedState, number>;
    }> {
      const rows = await db
        .select({
          state: directoryPeople.state,
          people: count(),
          deleted: count(directoryPeople.deletedAt),
          active: count(sql`case when ${directoryPeople.active} then 1 end`),
          due: count(sql`case when ${directoryPeople.isDue} then 1 end`),
        })
        .from(directoryPeople)
        .where(and(here, or(isNull(directoryPeople.deletedAt), eq(directoryPeople.state, "held"))))
        .groupBy(directoryPeople.state);
      const byState = { waiting: 0, applied: 0, conflict: 0, held: 0, kept: 0, refused: 0 };
      for (const row of rows) byState[row.state] = row.people;
      const sum = (which: "people" | "deleted" | "active" | "due") =>
        rows.reduce((all, row) => all + row[which], 0);
      return { people: sum("people") - sum("deleted"), active: sum("active"), due: sum("due"), byState };
    },
  };
}

const sortable = { userName: directoryPeople.userNameKey };
