import { and, asc, count, eq, getTableColumns, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { domains, organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import {
  type Domain,
  type DomainStatus,
  type DomainVerifier,
  verifiedStatuses,
} from "@/lib/model/organizations/organization";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { prepared } from "../driver/prepared";
import { unlessTaken } from "../driver/unless-taken";

const sortable = {
  name: domains.name,
  status: domains.status,
  createdAt: domains.createdAt,
  verifiedAt: domains.verifiedAt,
  lastCheckedAt: domains.lastCheckedAt,
};

const ownerOf = prepared(["name"], (db, { name }) =>
  db
    .select({ organizationId: domains.organizationId, domainId: domains.id })
    .from(domains)
    .where(and(eq(domains.name, name), inArray(domains.status, verifiedStatuses))),
);

/** The domains of one organization. */
// Over 60 lines: one short method per query, over one handle.
export function domainsIn(db: Database, organizationId: string) {
  const here = eq(domains.organizationId, organizationId);
  return {
    async byId(id: string): Promise<Domain | null> {
      const [row] = await db
        .select()
        .from(domains)
        .where(and(here, eq(domains.id, id)));
      return row ?? null;
    },
    async byName(name: string): Promise<Domain | null> {
      const [row] = await db
        .select()
        .from(domains)
        .where(and(here, eq(domains.name, name)));
      return row ?? null;
    },
    async all(): Promise<Domain[]> {
      return db.select().from(domains).where(here).orderBy(domains.name);
    },
    page(query: PageQuery & { status?: DomainStatus }): Promise<Page<Domain>> {
      const where = and(
        here,
        searching(query, domains.name),
        query.status && eq(domains.status, query.status),
      );
      const order = listOrder(query, sortable, { sort: "name", direction: "asc" }, domains.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(domains), place: order.place })
            .from(domains)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(domains, where),
        (domain): Domain => domain,
      );
    },
    /** `false` if the organization has it already. */
    async insert(domain: Domain) {
      const rows = await db
        .insert(domains)
        .values({ ...domain, organizationId })
        .onConflictDoNothing({ target: [domains.organizationId, domains.name] })
        .returning({ id: domains.id });
      return rows.length > 0;
    },
    /** `false` if another organization has verified the name already. */
    async verify(id: string, by: DomainVerifier, at: Date) {
      return unlessTaken(db, "domains_verified_once", false, async (tx) => {
        const rows = await tx
          .update(domains)
          .set({ status: "verified", verifiedBy: by, verifiedAt: at })
          .where(and(here, eq(domains.id, id)))
          .returning({ id: domains.id });
        return rows.length > 0;
      });
    },
    async recordCheck(id: string, status: DomainStatus, result: string, at: Date) {
      await db
        .update(domains)
        .set({ status, lastCheckResult: result, lastCheckedAt: at })
        .where(and(here, eq(domains.id, id)));
    },
    async remove(id: string) {
      const rows = await db
        .delete(domains)
        .where(and(here, eq(domains.id, id)))
        .returning({ id: domains.id });
      return rows.length > 0;
    },
  };
}

/** Domains across organizations. */
// Over 60 lines: one short method per query, over one handle.
export function domainDirectoryIn(db: Database) {
  return {
    /** The organization that has verified the name. */
    async verifiedOwner(name: string): Promise<{ organizationId: string; domainId: string } | null> {
      const [row] = await ownerOf(db, { name });
      return row ?? null;
    },
    /** Every domain with its space, for the operator's approval. Search covers name and space. */
    page(
      query: PageQuery & { status?: DomainStatus },
    ): Promise<Page<Domain & { spaceId: string; spaceSlug: string; spaceName: string }>> {
      const where = and(
        searching(query, domains.name, spaces.name, spaces.slug),
        query.status && eq(domains.status, query.status),
      );
      const columns = { ...sortable, spaceName: caseless(spaces.name), spaceSlug: spaces.slug };
      const order = listOrder(query, columns, { sort: "createdAt", direction: "desc" }, domains.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({
              domain: domains,
              spaceId: spaces.id,
              spaceSlug: spaces.slug,
              spaceName: spaces.name,
              place: order.place,
            })
            .from(domains)
            .innerJoin(organizations, eq(organizations.id, domains.organizationId))
            .innerJoin(spaces, eq(spaces.id, organizations.ownerSpaceId))
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        async () => {
          const [row] = await db
            .select({ rows: count() })
            .from(domains)
            .innerJoin(organizations, eq(organizations.id, domains.organizationId))
            .innerJoin(spaces, eq(spaces.id, organizations.ownerSpaceId))
            .where(where);
          return row?.rows ?? 0;
        },
        ({ domain, ...space }) => ({ ...domain, ...space }),
      );
    },
    async byId(id: string): Promise<Domain | null> {
      const [row] = await db.select().from(domains).where(eq(domains.id, id));
      return row ?? null;
    },
    /** The space whose administrators manage the organization. */
    async ownerSpaceId(organizationId: string): Promise<string | null> {
      const [row] = await db
        .select({ spaceId: organizations.ownerSpaceId })
        .from(organizations)
        .where(eq(organizations.id, organizationId));
      return row?.spaceId ?? null;
    },
    async dueForCheck(before: Date, limit: number): Promise<Domain[]> {
      // An approved domain is not proved by DNS, and an expired one must be proved again by hand.
      const byDns = or(
        eq(domains.status, "pending"),
        and(inArray(domains.status, verifiedStatuses), eq(domains.verifiedBy, "dns")),
      );
      return db
        .select()
        .from(domains)
        .where(and(byDns, or(isNull(domains.lastCheckedAt), lt(domains.lastCheckedAt, before))))
        .orderBy(sql`${domains.lastCheckedAt} asc nulls first`, asc(domains.id))
        .limit(limit);
    },
  };
}
