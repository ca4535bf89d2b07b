import { and, eq, getTableColumns, ne, or, type SQL, sql } from "drizzle-orm";
import {
  directories,
  directoryGroups,
  directoryMembers,
  directoryPeople,
} from "@/drizzle/schema/directories";
import { foldAscii } from "@/lib/model/text/fold";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching } from "../driver/paging";
import { insertMany, isOneOf, parts } from "../driver/parts";
import { prepared } from "../driver/prepared";
import { qualified } from "../driver/qualified";
import { unlessTaken } from "../driver/unless-taken";
import type { ScimColumns } from "./scim-conditions";
import { readScimList, scimWhere } from "./scim-list";

type Row = typeof directoryGroups.$inferSelect;

/** A group of a feed; its members are read apart. */
export type DirectoryGroup = Omit<Row, "displayNameKey">;

/** A member with the name to show. */
export interface GroupMember {
  groupId: string;
  personId: string;
  userName: string;
}

const groupOf = ({ displayNameKey: _, ...row }: Row): DirectoryGroup => row;

const filtered: ScimColumns = {
  document: null,
  columns: {
    id: { value: sql`${directoryGroups.id}` },
    displayName: {
      value: sql`${directoryGroups.displayName}`,
      folded: sql`${directoryGroups.displayNameKey}`,
    },
    externalId: { value: sql`${directoryGroups.externalId}` },
    "meta.created": { value: sql`${directoryGroups.createdAt}` },
    "meta.lastModified": { value: sql`${directoryGroups.updatedAt}` },
    "meta.resourceType": { value: sql`'Group'` },
    "meta.version": { value: sql`'W/"' || ${directoryGroups.revision} || '"'` },
  },
  rows: {
    members: (id) =>
      sql`exists (select 1 from ${directoryMembers} where ${qualified(directoryMembers.groupId)} = ${qualified(directoryGroups.id)}${id === null ? sql`` : sql` and ${directoryMembers.personId} = ${id}`})`,
  },
};

/** The groups of one directory. */
// Over 60 lines: one short method per query, over one handle.
export function directoryGroupsIn(db: Database, directory: { id: string; organizationId: string }) {
  const tenant = { directoryId: directory.id, organizationId: directory.organizationId };
  const here = and(
    eq(directoryGroups.directoryId, directory.id),
    eq(directoryGroups.organizationId, directory.organizationId),
  );
  const one = (id: string) => and(here, eq(directoryGroups.id, id));
  const membersHere = and(
    eq(directoryMembers.directoryId, directory.id),
    eq(directoryMembers.organizationId, directory.organizationId),
  );
  const inGroup = (groupId: string) => and(membersHere, eq(directoryMembers.groupId, groupId));

  return {
    async byId(id: string): Promise<DirectoryGroup | null> {
      const [row] = await db.select().from(directoryGroups).where(one(id));
      return row ? groupOf(row) : null;
    },
    /** As it is now; changes of it and of its members wait until the transaction ends. */
    async lock(id: string): Promise<DirectoryGroup | null> {
      const [row] = await db.select().from(directoryGroups).where(one(id)).for("no key update");
      return row ? groupOf(row) : null;
    },
    /** A page of a list as SCIM asks for it, and how many there are. */
    async list(query: ListQuery) {
      const where = and(here, scimWhere(query, filtered));
      const { rows, total } = await readScimList(
        query,
        filtered,
        (order, limit, offset) =>
          db
            .select()
            .from(directoryGroups)
            .where(where)
            .orderBy(...order, directoryGroups.createdAt, directoryGroups.id)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryGroups, where),
      );
      return { rows: rows.map(groupOf), total };
    },
    /** Which of the two unique names another group has. */
    async taken(
      group: Pick<DirectoryGroup, "displayName" | "externalId">,
      except: string | null,
    ): Promise<"displayName" | "externalId" | null> {
      const key = foldAscii(group.displayName);
      const [row] = await db
        .select({ key: directoryGroups.displayNameKey })
        .from(directoryGroups)
        .where(
          and(
            here,
            except === null ? undefined : ne(directoryGroups.id, except),
            or(
              eq(directoryGroups.displayNameKey, key),
              group.externalId === null ? undefined : eq(directoryGroups.externalId, group.externalId),
            ),
          ),
        )
        .limit(1);
      if (!row) return null;
      return row.key === key ? "displayName" : "externalId";
    },
    /** `false` if another has one of its names. */
    insert(group: DirectoryGroup): Promise<boolean> {
      const displayNameKey = foldAscii(group.displayName);
      return notTaken((tx) => tx.insert(directoryGroups).values({ ...group, ...tenant, displayNameKey }));
    },
    /** Writes names and adds one to the revision; `false` if another group has one of the names. */
    write(id: string, group: Pick<DirectoryGroup, "displayName" | "externalId" | "updatedAt">) {
      return notTaken((tx) =>
        tx
          .update(directoryGroups)
          .set({
            ...group,
            displayNameKey: foldAscii(group.displayName),
            revision: sql`${directoryGroups.revision} + 1`,
          })
          .where(one(id)),
      );
    },
    /** `false` if there is none. */
    async remove(id: string): Promise<boolean> {
      const rows = await db.delete(directoryGroups).where(one(id)).returning({ id: directoryGroups.id });
      return rows.length > 0;
    },
    /** The members of several groups, by name. */
    async membersOf(groupIds: readonly string[], limit: number): Promise<GroupMember[]> {
      if (groupIds.length === 0) return [];
      return db
        .select({
          groupId: directoryMembers.groupId,
          personId: directoryMembers.personId,
          userName: directoryPeople.userName,
        })
        .from(directoryMembers)
        .innerJoin(directoryPeople, eq(directoryPeople.id, directoryMembers.personId))
        .where(and(membersHere, isOneOf(directoryMembers.groupId, groupIds)))
        .orderBy(directoryPeople.userNameKey)
        .limit(limit);
    },
    memberIds,
    /** Adds people of the directory; who is in it stays. Returns those who are new. */
    async addMembers(groupId: string, personIds: readonly string[]): Promise<string[]> {
      const before = new Set(await memberIds(groupId));
      // In one order: two groups of the same people at once must not wait for each other.
      const added = [...new Set(personIds)].filter((id) => !before.has(id)).sort();
      const rows = added.map((personId) => ({ ...tenant, groupId, personId }));
      await insertMany(db, directoryMembers, rows, sql`(group_id, person_id) do nothing`);
      return added;
    },
    /** Takes people out; `null`: all. Returns those who were in it. */
    async removeMembers(groupId: string, personIds: readonly string[] | null): Promise<string[]> {
      if (personIds === null) return removed(inGroup(groupId));
      const gone: string[] = [];
      for (const part of parts(personIds))
        gone.push(...(await removed(and(inGroup(groupId), isOneOf(directoryMembers.personId, part)))));
      return gone;
    },
    /** With the number of members, by name. Search covers the names that the provider gives. */
    page(query: PageQuery): Promise<Page<DirectoryGroup & { members: number }>> {
      const where = and(here, searching(query, directoryGroups.displayName, directoryGroups.externalId));
      const usual = { sort: "displayName", direction: "asc" } as const;
      const order = listOrder(query, sortable, usual, directoryGroups.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({
              ...getTableColumns(directoryGroups),
              members: sql<number>`(select count(*) from ${directoryMembers} where ${qualified(directoryMembers.groupId)} = ${qualified(directoryGroups.id)})::int`,
              place: order.place,
            })
            .from(directoryGroups)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryGroups, where),
        ({ members, ...row }) => ({ ...groupOf(row), members }),
      );
    },
    async count(): Promise<number> {
      return db.$count(directoryGroups, here);
    },
    async any(): Promise<boolean> {
      const rows = await db.select({ id: directoryGroups.id }).from(directoryGroups).where(here).limit(1);
      return rows.length > 0;
    },
  };

  async function memberIds(groupId: string): Promise<string[]> {
    const rows = await db
      .select({ personId: directoryMembers.personId })
      .from(directoryMembers)
      .where(inGroup(groupId));
    return rows.map(({ personId }) => personId);
  }

  async function removed(where: SQL | undefined): Promise<string[]> {
    const rows = await db.delete(directoryMembers).where(where).returning({ id: directoryMembers.personId });
    return rows.map(({ id }) => id);
  }

  function notTaken(work: (tx: Database) => PromiseLike<unknown>): Promise<boolean> {
    return unlessTaken(db, "directory_groups_name", false, (outer) =>
      unlessTaken(outer, "directory_groups_external_id", false, async (tx) => {
        await work(tx);
        return true;
      }),
    );
  }
}

const fedAtSignIn = prepared(["organizationId", "userId"], (db, given) =>
  db
    .select({
      connectionId: directories.connectionId,
      displayName: directoryGroups.displayName,
      externalId: directoryGroups.externalId,
      // A feed of people alone says nothing about groups.
      hasGroups: sql<boolean>`exists (select 1 from ${directoryGroups} as some_group where some_group.directory_id = ${qualified(directories.id)})`,
      hasName: sql<boolean>`coalesce(${directoryPeople.resource} -> 'name' ->> 'givenName', ${directoryPeople.resource} -> 'name' ->> 'familyName', '') <> ''`,
    })
    .from(directoryPeople)
    .innerJoin(directories, eq(directories.id, directoryPeople.directoryId))
    .leftJoin(directoryMembers, eq(directoryMembers.personId, directoryPeople.id))
    .leftJoin(directoryGroups, eq(directoryGroups.id, directoryMembers.groupId))
    .where(
      and(
        eq(directoryPeople.userId, given.userId),
        eq(directoryPeople.organizationId, given.organizationId),
        eq(directories.status, "active"),
        eq(directoryPeople.active, true),
      ),
    ),
);

/** What an active directory says of somebody who signs in; their address it always says. */
interface FedAtSignIn {
  /** `null`: no directory with groups feeds the connection, so that those in the answer count. */
  groups: { displayName: string; externalId: string | null }[] | null;
  /** It has a name for them. */
  hasName: boolean;
}

/** What the directories of one organization say about people who sign in. */
export function fedSignInsIn(db: Database, organizationId: string) {
  return {
    /** About a person who comes by the connection; `null` if no active directory has them. */
    async ofUser(connectionId: string, userId: string): Promise<FedAtSignIn | null> {
      const rows = await fedAtSignIn(db, { organizationId, userId });
      if (rows.length === 0) return null;
      const feeding = rows.filter((row) => row.connectionId === connectionId && row.hasGroups);
      const groups = feeding.flatMap(({ displayName, externalId }) =>
        displayName === null ? [] : [{ displayName, externalId }],
      );
      return { groups: feeding.length > 0 ? groups : null, hasName: rows.some(({ hasName }) => hasName) };
    },
  };
}

const sortable = { displayName: directoryGroups.displayNameKey };
