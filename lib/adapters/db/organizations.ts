import { and, eq, sql } from "drizzle-orm";
import { organizationSpaces, organizations } from "@/drizzle/schema/organizations";
import type { Organizations } from "@/lib/usecases/ports/organizations";
import type { Database } from "./database";
import { caseless } from "./paging";

/** The organizations of one space: its own and the ones linked to it. */
export function organizationsIn(db: Database, spaceId: string): Organizations {
  const here = eq(organizationSpaces.spaceId, spaceId);
  const links = () =>
    db
      .select({ organization: organizations, status: organizationSpaces.status })
      .from(organizationSpaces)
      .innerJoin(organizations, eq(organizations.id, organizationSpaces.organizationId));
  return {
    async own() {
      const [row] = await links().where(and(here, eq(organizationSpaces.status, "own")));
      return row?.organization ?? null;
    },
    async linked() {
      return links()
        .where(here)
        .orderBy(sql`${organizationSpaces.status} <> 'own'`, caseless(organizations.name), organizations.id);
    },
    async byId(id) {
      const [row] = await links().where(and(here, eq(organizations.id, id)));
      return row ?? null;
    },
    async insertOwn(organization) {
      await db.transaction(async (tx) => {
        await tx.insert(organizations).values({ ...organization, ownerSpaceId: spaceId });
        await tx.insert(organizationSpaces).values({
          organizationId: organization.id,
          spaceId,
          status: "own",
          createdAt: organization.createdAt,
          decidedAt: organization.createdAt,
        });
      });
    },
  };
}
