import { and, count, desc, eq, gt, isNotNull, ne, sql } from "drizzle-orm";
import { directories, directoryPeople } from "@/drizzle/schema/directories";
import type { FeedReason, FeedState } from "@/lib/model/directories/directory";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";
import { type DirectoryPerson, peopleOfDirectory, personOf } from "./directory-person";

/** What the people of one directory are here: who is due, who they are, and who has left. */
// Over 60 lines: one short method per query, over one handle.
export function directoryStandingIn(db: Database, directory: { id: string; organizationId: string }) {
  const { here, living } = peopleOfDirectory(directory);
  /** The people of the directory who are one of these users, deleted ones included, newest first. */
  const ofUsers = async (userIds: readonly string[]): Promise<DirectoryPerson[]> => {
    const rows = await db
      .select()
      .from(directoryPeople)
      .where(and(here, isOneOf(directoryPeople.userId, userIds)))
      .orderBy(desc(directoryPeople.createdAt));
    return rows.map(personOf);
  };
  return {
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
    /**
     * Marks everybody as due: when the directory begins or goes on. Not those whose access an administrator has kept:
     * that holds until the feed says something new of them.
     */
    async markAllDue() {
      await db
        .update(directoryPeople)
        .set({ isDue: true })
        .where(and(here, ne(directoryPeople.state, "kept")));
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
    /** The people of the directory who are this user, deleted ones included, newest first. */
    ofUser(userId: string): Promise<DirectoryPerson[]> {
      return ofUsers([userId]);
    },
    ofUsers,
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
    /** The users whom people of the directory with these externalIds were, deleted ones included. */
    async usersByExternalIds(
      externalIds: readonly string[],
    ): Promise<{ externalId: string; userId: string }[]> {
      const { externalId, userId } = directoryPeople;
      const rows = await db
        .selectDistinct({ externalId, userId })
        .from(directoryPeople)
        .where(and(here, isOneOf(externalId, externalIds), isNotNull(userId)));
      return rows.flatMap((row) =>
        row.externalId === null || row.userId === null
          ? []
          : { externalId: row.externalId, userId: row.userId },
      );
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
  };
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
