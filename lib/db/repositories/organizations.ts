import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { organizationRequests, organizationSpaces } from "@/drizzle/schema/organization-links";
import { organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import type { OrganizationGuest, OrganizationGuests, Organizations } from "@/lib/ports/organizations";
import type { Database } from "../driver/database";
import { caseless } from "../driver/paging";

/** The organizations of one space: its own and the ones linked to it. */
export function organizationsIn(db: Database, spaceId: string): Organizations {
  // What was only asked for shows nothing of anybody.
  const here = and(eq(organizationSpaces.spaceId, spaceId), ne(organizationSpaces.status, "requested"));
  const one = (organizationId: string) => and(here, eq(organizationSpaces.organizationId, organizationId));
  const asked = (slug: string) =>
    and(eq(organizationRequests.spaceId, spaceId), eq(organizationRequests.slug, slug));
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
    async connect(organizationId) {
      const rows = await db
        .update(organizationSpaces)
        .set({ status: "connected" })
        .where(and(one(organizationId), ne(organizationSpaces.status, "own")))
        .returning({ id: organizationSpaces.organizationId });
      return rows.length > 0;
    },
    async leave(organizationId) {
      const rows = await db
        .delete(organizationSpaces)
        .where(and(one(organizationId), ne(organizationSpaces.status, "own")))
        .returning({ id: organizationSpaces.organizationId });
      return rows.length > 0;
    },
    async requests() {
      return db
        .select({
          slug: organizationRequests.slug,
          status: organizationRequests.status,
          requestedBy: organizationRequests.requestedBy,
          createdAt: organizationRequests.createdAt,
          decidedAt: organizationRequests.decidedAt,
        })
        .from(organizationRequests)
        .where(eq(organizationRequests.spaceId, spaceId))
        .orderBy(desc(organizationRequests.createdAt), organizationRequests.slug);
    },
    async ask(request) {
      const rows = await db
        .insert(organizationRequests)
        .values({ ...request, spaceId })
        .onConflictDoUpdate({
          target: [organizationRequests.spaceId, organizationRequests.slug],
          set: request,
          setWhere: eq(organizationRequests.status, "declined"),
        })
        .returning({ slug: organizationRequests.slug });
      return rows.length > 0;
    },
    async decline(slug, at) {
      await db.update(organizationRequests).set({ status: "declined", decidedAt: at }).where(asked(slug));
    },
    async forgetRequest(slug) {
      const rows = await db
        .delete(organizationRequests)
        .where(asked(slug))
        .returning({ slug: organizationRequests.slug });
      return rows.length > 0;
    },
  };
}

/** The other spaces of one organization. */
export function organizationGuestsIn(db: Database, organizationId: string): OrganizationGuests {
  const guests = and(
    eq(organizationSpaces.organizationId, organizationId),
    ne(organizationSpaces.status, "own"),
  );
  const one = (spaceId: string) => and(guests, eq(organizationSpaces.spaceId, spaceId));
  const select = () =>
    db
      .select({
        spaceId: spaces.id,
        spaceSlug: spaces.slug,
        spaceName: spaces.name,
        status: organizationSpaces.status,
        requestedBy: organizationSpaces.requestedBy,
        decidedBy: organizationSpaces.decidedBy,
        createdAt: organizationSpaces.createdAt,
        decidedAt: organizationSpaces.decidedAt,
      })
      .from(organizationSpaces)
      .innerJoin(spaces, eq(spaces.id, organizationSpaces.spaceId));
  // The own space is left out by `guests`.
  const guestOf = (row: Awaited<ReturnType<typeof select>>[number]) => row as OrganizationGuest;
  return {
    async all() {
      const rows = await select()
        .where(guests)
        .orderBy(sql`${organizationSpaces.status} <> 'requested'`, caseless(spaces.name), spaces.id);
      return rows.map(guestOf);
    },
    async bySpace(spaceId) {
      const [row] = await select().where(one(spaceId));
      return row ? guestOf(row) : null;
    },
    async ask(spaceId, by, at) {
      const rows = await db
        .insert(organizationSpaces)
        .values({ organizationId, spaceId, status: "requested", requestedBy: by, createdAt: at })
        .onConflictDoNothing({ target: [organizationSpaces.organizationId, organizationSpaces.spaceId] })
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
    async agree(spaceId, by, at) {
      const rows = await db
        .update(organizationSpaces)
        .set({ status: "agreed", decidedBy: by, decidedAt: at })
        .where(and(one(spaceId), eq(organizationSpaces.status, "requested")))
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
    async remove(spaceId, from) {
      const rows = await db
        .delete(organizationSpaces)
        .where(and(one(spaceId), inArray(organizationSpaces.status, [...from])))
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
  };
}
