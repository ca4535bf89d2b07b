import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { organizationRequests, organizationSpaces } from "@/drizzle/schema/organization-links";
import { organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import type { Organization, OrganizationLinkStatus } from "@/lib/model/organizations/organization";
import type { Database } from "../driver/database";
import { caseless } from "../driver/paging";

export interface OrganizationLink {
  organization: Organization;
  status: OrganizationLinkStatus;
}

/** A space's own requests, by the slug that was typed. */
export type OrganizationRequest = Omit<typeof organizationRequests.$inferSelect, "spaceId">;

/** A space that an organization is, or is to be, linked to; without its own one. */
export interface OrganizationGuest {
  spaceId: string;
  spaceSlug: string;
  spaceName: string;
  status: Exclude<OrganizationLinkStatus, "own">;
  requestedBy: string | null;
  decidedBy: string | null;
  createdAt: Date;
  decidedAt: Date | null;
}

/** The organizations of one space: its own and the ones linked to it. */
// Over 60 lines: one short method per query, over one handle.
export function organizationsIn(db: Database, spaceId: string) {
  // A link that is only requested reveals nothing.
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
    /** The space's own one; `null` before its first use. */
    async own(): Promise<Organization | null> {
      const [row] = await links().where(and(here, eq(organizationSpaces.status, "own")));
      return row?.organization ?? null;
    },
    /** Its own and the ones linked to it. */
    async linked(): Promise<OrganizationLink[]> {
      return links()
        .where(here)
        .orderBy(sql`${organizationSpaces.status} <> 'own'`, caseless(organizations.name), organizations.id);
    },
    /** One that is linked to this space (or its own); `null` for any other. */
    async byId(id: string): Promise<OrganizationLink | null> {
      const [row] = await links().where(and(here, eq(organizations.id, id)));
      return row ?? null;
    },
    async insertOwn(organization: Organization) {
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
    /** Marks an accepted link as proved by a sign-in. `false` if there is no such link. */
    async connect(organizationId: string) {
      const rows = await db
        .update(organizationSpaces)
        .set({ status: "connected" })
        .where(and(one(organizationId), ne(organizationSpaces.status, "own")))
        .returning({ id: organizationSpaces.organizationId });
      return rows.length > 0;
    },
    /** Ends a link to another space's organization; `false` if there is none. */
    async leave(organizationId: string) {
      const rows = await db
        .delete(organizationSpaces)
        .where(and(one(organizationId), ne(organizationSpaces.status, "own")))
        .returning({ id: organizationSpaces.organizationId });
      return rows.length > 0;
    },
    /** Newest first. */
    async requests(): Promise<OrganizationRequest[]> {
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
    /** Writes a request, over a declined one; `false` if one is waiting already. One statement. */
    async ask(request: OrganizationRequest) {
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
    async decline(slug: string, at: Date) {
      await db.update(organizationRequests).set({ status: "declined", decidedAt: at }).where(asked(slug));
    },
    async forgetRequest(slug: string) {
      const rows = await db
        .delete(organizationRequests)
        .where(asked(slug))
        .returning({ slug: organizationRequests.slug });
      return rows.length > 0;
    },
  };
}

/** The other spaces of one organization. */
// Over 60 lines: one short method per query, over one handle.
export function organizationGuestsIn(db: Database, organizationId: string) {
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
  // `guests` leaves out the own space.
  const guestOf = (row: Awaited<ReturnType<typeof select>>[number]) => row as OrganizationGuest;
  return {
    /** Those that wait first, then by name. */
    async all(): Promise<OrganizationGuest[]> {
      const rows = await select()
        .where(guests)
        .orderBy(sql`${organizationSpaces.status} <> 'requested'`, caseless(spaces.name), spaces.id);
      return rows.map(guestOf);
    },
    async bySpace(spaceId: string): Promise<OrganizationGuest | null> {
      const [row] = await select().where(one(spaceId));
      return row ? guestOf(row) : null;
    },
    /** `false` if a link exists already. One statement. */
    async ask(spaceId: string, by: string | null, at: Date) {
      const rows = await db
        .insert(organizationSpaces)
        .values({ organizationId, spaceId, status: "requested", requestedBy: by, createdAt: at })
        .onConflictDoNothing({ target: [organizationSpaces.organizationId, organizationSpaces.spaceId] })
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
    /** From `requested` to `agreed`; `false` if it is something else. One statement. */
    async agree(spaceId: string, by: string | null, at: Date) {
      const rows = await db
        .update(organizationSpaces)
        .set({ status: "agreed", decidedBy: by, decidedAt: at })
        .where(and(one(spaceId), eq(organizationSpaces.status, "requested")))
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
    /** Ends it if it is one of `from`; `false` if it is not. One statement. */
    async remove(spaceId: string, from: readonly OrganizationGuest["status"][]) {
      const rows = await db
        .delete(organizationSpaces)
        .where(and(one(spaceId), inArray(organizationSpaces.status, [...from])))
        .returning({ id: organizationSpaces.spaceId });
      return rows.length > 0;
    },
  };
}
