import { and, count, eq, sql } from "drizzle-orm";
import { applicationSpaces, applicationTeams } from "@/drizzle/schema/applications";
import { spaces } from "@/drizzle/schema/spaces";
import type { ApplicationSpace, ListedSpace } from "@/lib/model/applications/application";
import { roles } from "@/lib/model/people/roles";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { insertMany, isOneOf } from "../driver/parts";
import { qualified } from "../driver/qualified";

/** The spaces that one application is open to, or in which fewer people may use it. */
// Over 60 lines: one short method per query, over one handle.
export function applicationSpacesIn(db: Database, applicationId: string) {
  const own = eq(applicationSpaces.applicationId, applicationId);
  const one = (spaceId: string) => and(own, eq(applicationSpaces.spaceId, spaceId));
  return {
    /** Search covers name, slug and the vendor's own id. */
    page(query: PageQuery): Promise<Page<ListedSpace>> {
      const where = and(own, searching(query, spaces.name, spaces.slug, spaces.externalId));
      const order = listOrder(
        query,
        { name: caseless(spaces.name) },
        { sort: "name", direction: "asc" },
        spaces.id,
      );
      const joined = eq(spaces.id, applicationSpaces.spaceId);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({
              spaceId: applicationSpaces.spaceId,
              slug: spaces.slug,
              name: spaces.name,
              roles: applicationSpaces.roles,
              teams,
              place: order.place,
            })
            .from(applicationSpaces)
            .innerJoin(spaces, joined)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        async () => {
          const [row] = await db
            .select({ found: count() })
            .from(applicationSpaces)
            .innerJoin(spaces, joined)
            .where(where);
          return row?.found ?? 0;
        },
        ({ place: _, ...row }) => ({ ...row, roles: roles.filter((role) => row.roles.includes(role)) }),
      );
    },
    async byId(spaceId: string): Promise<ApplicationSpace | null> {
      const [row] = await db.select().from(applicationSpaces).where(one(spaceId));
      if (!row) return null;
      const chosen = await db
        .select({ teamId: applicationTeams.teamId })
        .from(applicationTeams)
        .where(and(eq(applicationTeams.applicationId, applicationId), eq(applicationTeams.spaceId, spaceId)))
        .orderBy(applicationTeams.teamId);
      return {
        ...row,
        roles: roles.filter((role) => row.roles.includes(role)),
        teamIds: chosen.map(({ teamId }) => teamId),
      };
    },
    /** Adds those of the spaces that are there and not in the list yet; returns them. */
    async add(spaceIds: readonly string[]): Promise<string[]> {
      const rows = await db
        .insert(applicationSpaces)
        .select(
          db
            .select({
              applicationId: sql<string>`${applicationId}`.as("application_id"),
              spaceId: spaces.id,
              roles: sql<string[]>`'[]'::jsonb`.as("roles"),
            })
            .from(spaces)
            .where(isOneOf(spaces.id, spaceIds)),
        )
        .onConflictDoNothing()
        .returning({ spaceId: applicationSpaces.spaceId });
      return rows.map(({ spaceId }) => spaceId);
    },
    /** Sets one space's own choice; the teams are its own. */
    async set({ spaceId, roles: chosen, teamIds }: Omit<ApplicationSpace, "applicationId">): Promise<void> {
      await db
        .delete(applicationTeams)
        .where(and(eq(applicationTeams.applicationId, applicationId), eq(applicationTeams.spaceId, spaceId)));
      await db
        .insert(applicationSpaces)
        .values({ applicationId, spaceId, roles: [...chosen] })
        .onConflictDoUpdate({
          target: [applicationSpaces.applicationId, applicationSpaces.spaceId],
          set: { roles: [...chosen] },
        });
      const rows = teamIds.map((teamId) => ({ applicationId, spaceId, teamId }));
      await insertMany(db, applicationTeams, rows, sql`do nothing`);
    },
    /** `false` if the space is not in the list. */
    async remove(spaceId: string): Promise<boolean> {
      return (
        (await db.delete(applicationSpaces).where(one(spaceId)).returning({ id: applicationSpaces.spaceId }))
          .length > 0
      );
    },
  };
}

const teams = sql<number>`(select count(*)::int from ${applicationTeams} where ${qualified(applicationTeams.applicationId)} = ${qualified(applicationSpaces.applicationId)} and ${qualified(applicationTeams.spaceId)} = ${qualified(applicationSpaces.spaceId)})`;
