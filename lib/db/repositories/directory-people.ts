import { and, eq, gt, ne, or, sql } from "drizzle-orm";
import { directoryGroups, directoryMembers, directoryPeople } from "@/drizzle/schema/directories";
import { foldAscii } from "@/lib/model/text/fold";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import type { ScimResource } from "@/lib/protocols/scim/resource";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";
import { qualified } from "../driver/qualified";
import { unlessTaken } from "../driver/unless-taken";
import { type DirectoryPerson, peopleOfDirectory, personOf } from "./directory-person";
import type { ScimColumns } from "./scim-conditions";
import { readScimList, scimWhere } from "./scim-list";

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
      sql`exists (select 1 from ${directoryMembers} where ${qualified(directoryMembers.personId)} = ${qualified(directoryPeople.id)}${id === null ? sql`` : sql` and ${directoryMembers.groupId} = ${id}`})`,
  },
};

/** Which of the two unique names is taken. */
export type PersonTaken = "userName" | "externalId";

/** The people of one directory, as its feed speaks of them. Those that it has deleted are left out where nothing else is said. */
// Over 60 lines: one short method per query, over one handle.
export function directoryPeopleIn(db: Database, directory: { id: string; organizationId: string }) {
  const { here, living } = peopleOfDirectory(directory);
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
