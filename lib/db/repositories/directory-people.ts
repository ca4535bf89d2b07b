import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  sql,
} from "drizzle-orm";
import {
  directories,
  directoryGroups,
  directoryMembers,
  directoryPeople,
} from "@/drizzle/schema/directories";
import type { FeedReason, FeedState } from "@/lib/model/directories/directory";
import { foldAscii } from "@/lib/model/text/fold";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import type { ScimResource } from "@/lib/protocols/scim/resource";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching } from "../driver/paging";
import { isOneOf, parts } from "../driver/parts";
import { unlessTaken } from "../driver/unless-taken";
import type { ScimColumns } from "./scim-conditions";
import { readScimList, scimWhere } from "./scim-list";

type Row = typeof directoryPeople.$inferSelect;

/** A person of a feed. */
export type DirectoryPerson = Omit<Row, "resource" | "userNameKey"> & { resource: ScimResource };

/** A group that somebody is in. */
export interface GroupOfPerson {
  personId: string;
  id: string;
  displayName: string;
  externalId: string | null;
}

/** What a request says of a person. */
export interface PersonAsFed {
  userName: string;
  externalId: string | null;
  active: boolean;
  resource: ScimResource;
}

function personOf({ userNameKey: _, resource, ...row }: Row): DirectoryPerson {
  // Written from the same type.
  return { ...row, resource: resource as ScimResource };
}

const filtered: ScimColumns = {
  document: sql`${directoryPeople.resource}`,
  columns: {
    id: { value: sql`${directoryPeople.id}` },
    userName: { value: sql`${directoryPeople.userName}`, folded: sql`${directoryPeople.userNameKey}` },
    externalId: { value: sql`${directoryPeople.externalId}` },
    active: { value: sql`${directoryPeople.active}::text` },
    "meta.created": { value: sql`${directoryPeople.createdAt}` },
    "meta.lastModified": { value: sql`${directoryPeople.updatedAt}` },
    "meta.resourceType": { value: sql`'User'` },
    "meta.version": { value: sql`'W/"' || ${directoryPeople.revision} || '"'` },
  },
  rows: {
    groups: (id) =>
      sql`exists (select 1 from ${directoryMembers} where ${directoryMembers.personId} = ${directoryPeople.id}${id === null ? sql`` : sql` and ${directoryMembers.groupId} = ${id}`})`,
  },
};

/** Which of the two unique names is taken. */
export type PersonTaken = "userName" | "externalId";

/** The people of one directory. Those that the feed has deleted are left out where nothing else is said. */
// Over 60 lines: one short method per query, over one handle.
export function directoryPeopleIn(db: Database, directory: { id: string; organizationId: string }) {
  const here = and(
    eq(directoryPeople.directoryId, directory.id),
    eq(directoryPeople.organizationId, directory.organizationId),
  );
  const living = and(here, isNull(directoryPeople.deletedAt));
  async function taken(person: PersonAsFed, except: string | null): Promise<PersonTaken | null> {
    const [row] = await db
      .select({ id: directoryPeople.id, userNameKey: directoryPeople.userNameKey })
      .from(directoryPeople)
      .where(
        and(
          living,
          except === null ? undefined : ne(directoryPeople.id, except),
          or(
            eq(directoryPeople.userNameKey, foldAscii(person.userName)),
            person.externalId === null ? undefined : eq(directoryPeople.externalId, person.externalId),
          ),
        ),
      )
      .limit(1);
    if (!row) return null;
    return row.userNameKey === foldAscii(person.userName) ? "userName" : "externalId";
  }

  const isIn = (groupId: string) =>
    sql`exists (select 1 from ${directoryMembers} where ${directoryMembers.personId} = ${directoryPeople.id} and ${directoryMembers.groupId} = ${groupId} and ${directoryMembers.directoryId} = ${directory.id})`;

  return {
    async byId(id: string): Promise<DirectoryPerson | null> {
      const [row] = await db
        .select()
        .from(directoryPeople)
        .where(and(living, eq(directoryPeople.id, id)));
      return row ? personOf(row) : null;
    },
    /** As it is now, deleted or not; changes of it wait until the transaction ends. */
    async lock(id: string): Promise<DirectoryPerson | null> {
      const [row] = await db
        .select()
        .from(directoryPeople)
        .where(and(here, eq(directoryPeople.id, id)))
        .for("no key update");
      return row ? personOf(row) : null;
    },
    /** A page of a list as SCIM asks for it, and how many there are. */
    async list(query: ListQuery) {
      const where = and(living, scimWhere(query, filtered));
      const { rows, total } = await readScimList(
        query,
        filtered,
        (order, limit, offset) =>
          db
            .select()
            .from(directoryPeople)
            .where(where)
            .orderBy(...order, directoryPeople.createdAt, directoryPeople.id)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryPeople, where),
      );
      return { rows: rows.map(personOf), total };
    },
    /** The groups of each of the people, by name. */
    async groupsOf(personIds: readonly string[]): Promise<GroupOfPerson[]> {
      if (personIds.length === 0) return [];
      return db
        .select({
          personId: directoryMembers.personId,
          id: directoryGroups.id,
          displayName: directoryGroups.displayName,
          externalId: directoryGroups.externalId,
        })
        .from(directoryMembers)
        .innerJoin(directoryGroups, eq(directoryGroups.id, directoryMembers.groupId))
        .where(
          and(
            eq(directoryMembers.directoryId, directory.id),
            eq(directoryMembers.organizationId, directory.organizationId),
            isOneOf(directoryMembers.personId, personIds),
          ),
        )
        .orderBy(directoryGroups.displayNameKey);
    },
    taken,
    /** Writes a new person; `false` if one with the same names came in meanwhile. */
    insert(person: DirectoryPerson): Promise<boolean> {
      return notTaken((tx) =>
        tx.insert(directoryPeople).values({
          ...person,
          directoryId: directory.id,
          organizationId: directory.organizationId,
          userNameKey: foldAscii(person.userName),
        }),
      );
    },
    /** Writes what a request says; `false` if another has the names. */
    write(id: string, person: PersonAsFed, change: FedChange): Promise<boolean> {
      return notTaken((tx) =>
        tx
          .update(directoryPeople)
          .set({
            ...person,
            ...change,
            userNameKey: foldAscii(person.userName),
            revision: sql`${directoryPeople.revision} + 1`,
          })
          .where(and(living, eq(directoryPeople.id, id))),
      );
    },
    /** Marks the person as deleted, and takes them out of all groups; the person is due. */
    async remove(id: string, at: Date): Promise<void> {
      await db
        .delete(directoryMembers)
        .where(
          and(
            eq(directoryMembers.directoryId, directory.id),
            eq(directoryMembers.organizationId, directory.organizationId),
            eq(directoryMembers.personId, id),
          ),
        );
      await db
        .update(directoryPeople)
        .set({ active: false, isDue: true, isArriving: false, deletedAt: at, updatedAt: at })
        .where(and(living, eq(directoryPeople.id, id)));
    },
    /** Writes what was made of the person. */
    async settle(
      id: string,
      change: {
        state: FeedState;
        reason: FeedReason | null;
        userId?: string | null;
        isArriving?: boolean;
        leftAt?: Date | null;
      },
    ) {
      await db
        .update(directoryPeople)
        .set({ ...change, isDue: false })
        .where(and(here, eq(directoryPeople.id, id)));
    },
    /** Forgets that the feed has taken the user's access away: they have it again. */
    async forgetLeaving(userId: string) {
      await db
        .update(directoryPeople)
        .set({ leftAt: null })
        .where(and(here, eq(directoryPeople.userId, userId), isNotNull(directoryPeople.leftAt)));
    },
    /** Marks people as due; in one order, so that two requests do not wait for each other. */
    async markDue(ids: readonly string[]) {
      for (const part of parts(ids)) {
        const locked = db
          .select({ id: directoryPeople.id })
          .from(directoryPeople)
          .where(and(living, isOneOf(directoryPeople.id, part)))
          .orderBy(directoryPeople.id)
          .for("no key update");
        await db.update(directoryPeople).set({ isDue: true }).where(sql`${directoryPeople.id} in ${locked}`);
      }
    },
    /** Marks everybody as due: when the directory begins or goes on. */
    async markAllDue() {
      await db.update(directoryPeople).set({ isDue: true }).where(here);
    },
    /** The ids of people who are due, a few. */
    async due(limit: number): Promise<string[]> {
      const rows = await db
        .select({ id: directoryPeople.id })
        .from(directoryPeople)
        .where(and(here, directoryPeople.isDue))
        .orderBy(directoryPeople.id)
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    /** Those of the ids that are people of the directory. */
    async among(ids: readonly string[]): Promise<Set<string>> {
      const found = new Set<string>();
      for (const part of parts(ids)) {
        const rows = await db
          .select({ id: directoryPeople.id })
          .from(directoryPeople)
          .where(and(living, isOneOf(directoryPeople.id, part)));
        for (const { id } of rows) found.add(id);
      }
      return found;
    },
    /** The people of the directory who are this user, deleted ones included, newest first. */
    async ofUser(userId: string): Promise<DirectoryPerson[]> {
      const rows = await db
        .select()
        .from(directoryPeople)
        .where(and(here, eq(directoryPeople.userId, userId)))
        .orderBy(desc(directoryPeople.createdAt));
      return rows.map(personOf);
    },
    /** Whether somebody of this name came, was changed or was deleted after this moment. */
    async wasChangedSince(userName: string, at: Date): Promise<boolean> {
      const rows = await db
        .select({ id: directoryPeople.id })
        .from(directoryPeople)
        .where(
          and(here, eq(directoryPeople.userNameKey, foldAscii(userName)), gt(directoryPeople.updatedAt, at)),
        )
        .limit(1);
      return rows.length > 0;
    },
    /** People who are users here, deleted ones included, in the order of their ids, after one of them. */
    async linkedAfter(id: string, limit: number): Promise<{ id: string; userId: string }[]> {
      const rows = await db
        .select({ id: directoryPeople.id, userId: directoryPeople.userId })
        .from(directoryPeople)
        .where(and(here, isNotNull(directoryPeople.userId), gt(directoryPeople.id, id)))
        .orderBy(directoryPeople.id)
        .limit(limit);
      return rows.flatMap(({ userId, ...row }) => (userId === null ? [] : [{ ...row, userId }]));
    },
    /** The users whom people of the directory with this externalId were, deleted ones included. */
    async usersByExternalId(externalId: string): Promise<string[]> {
      const rows = await db
        .selectDistinct({ userId: directoryPeople.userId })
        .from(directoryPeople)
        .where(and(here, eq(directoryPeople.externalId, externalId), isNotNull(directoryPeople.userId)));
      return rows.flatMap(({ userId }) => userId ?? []);
    },
    /** What the brake counts: who has left since then, and how many there were. */
    async leaving(since: Date): Promise<{ left: number; people: number }> {
      const hasLeft = sql`${directoryPeople.leftAt} > ${since.toISOString()}::timestamptz`;
      const [row] = await db
        .select({
          left: count(sql`case when ${hasLeft} then 1 end`),
          people: count(sql`case when ${directoryPeople.active} or ${hasLeft} then 1 end`),
        })
        .from(directoryPeople)
        .where(and(here, isNotNull(directoryPeople.userId)));
      return row ?? { left: 0, people: 0 };
    },
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

  async function notTaken(work: (tx: Database) => PromiseLike<unknown>): Promise<boolean> {
    return unlessTaken(db, "directory_people_user_name", false, (outer) =>
      unlessTaken(outer, "directory_people_external_id", false, async (tx) => {
        await work(tx);
        return true;
      }),
    );
  }
}

/** What changes beside the values of the feed. */
export interface FedChange {
  isDue: boolean;
  isArriving: boolean;
  updatedAt: Date;
}

/**
 * Directories with people who are due, of every organization: the worker that applies groups belongs to none. It learns
 * no more than whose each directory is, and reads and changes everything else by that organization's own repositories.
 */
export function dueDirectoriesIn(db: Database) {
  return {
    async all(limit: number): Promise<{ id: string; organizationId: string }[]> {
      return db
        .selectDistinct({ id: directories.id, organizationId: directories.organizationId })
        .from(directoryPeople)
        .innerJoin(directories, eq(directories.id, directoryPeople.directoryId))
        .where(and(directoryPeople.isDue, eq(directories.status, "active")))
        .orderBy(directories.id)
        .limit(limit);
    },
  };
}

const sortable = { userName: directoryPeople.userNameKey };
