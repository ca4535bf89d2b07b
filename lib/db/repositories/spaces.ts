import { and, eq, exists, getTableColumns, inArray, lte, not, type SQL, sql } from "drizzle-orm";
import { configurations, connections, signInAttempts, signInOptions } from "@/drizzle/schema/connections";
import { editLeases } from "@/drizzle/schema/edit-leases";
import { domains, organizations } from "@/drizzle/schema/organizations";
import { memberships } from "@/drizzle/schema/people";
import { spaces } from "@/drizzle/schema/spaces";
import { expiringDays, failingRule } from "@/lib/model/connections/connection-health";
import type { EditLease, Space } from "@/lib/model/spaces/space";
import type { SpaceNeed, SpaceSso } from "@/lib/model/spaces/space-filter";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { prepared } from "../driver/prepared";
import { qualified } from "../driver/qualified";
import { unlessTaken } from "../driver/unless-taken";

const oneById = prepared(["id"], (db, { id }) => db.select().from(spaces).where(eq(spaces.id, id)));
const oneBySlug = prepared(["slug"], (db, { slug }) => db.select().from(spaces).where(eq(spaces.slug, slug)));

/** What operators narrow the list of spaces by. */
export interface SpaceFilter {
  /** Single sign-on is active, in the plan but not active, or not in the plan. */
  sso?: SpaceSso;
  needs?: SpaceNeed;
  /** The moment that certificates are compared with. */
  at?: Date;
}

/** Every space. */
// Over 60 lines: one short method per query, over one handle.
export function spacesIn(db: Database) {
  return {
    async byId(id: string): Promise<Space | null> {
      const [row] = await oneById(db, { id });
      return row ?? null;
    },
    async bySlug(slug: string): Promise<Space | null> {
      const [row] = await oneBySlug(db, { slug });
      return row ?? null;
    },
    /** By the vendor's own id of the customer. */
    async byExternalId(externalId: string): Promise<Space | null> {
      const [row] = await db.select().from(spaces).where(eq(spaces.externalId, externalId));
      return row ?? null;
    },
    async byIds(ids: readonly string[]): Promise<Space[]> {
      if (ids.length === 0) return [];
      return db
        .select()
        .from(spaces)
        .where(inArray(spaces.id, [...ids]))
        .orderBy(caseless(spaces.name), spaces.id);
    },
    /** Search covers name and slug. */
    page(query: PageQuery & SpaceFilter): Promise<Page<Space>> {
      const where = and(
        searching(query, spaces.name, spaces.slug, spaces.externalId),
        query.sso && singleSignOn(db, query.sso),
        query.needs && inNeed(db, query.needs, query.at ?? new Date()),
      );
      const order = listOrder(query, sortable, { sort: "name", direction: "asc" }, spaces.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(spaces), place: order.place })
            .from(spaces)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(spaces, where),
        (space): Space => space,
      );
    },
    /** `false` if the slug or the external id is taken. */
    async insert(space: Space) {
      const rows = await db.insert(spaces).values(space).onConflictDoNothing().returning();
      return rows.length > 0;
    },
    /** Writes the changed columns and adds one to the revision. */
    async update(
      id: string,
      change: Partial<Omit<Space, "id" | "externalId" | "revision">>,
    ): Promise<Space | null> {
      const [row] = await db
        .update(spaces)
        .set({ ...change, revision: sql`${spaces.revision} + 1` })
        .where(eq(spaces.id, id))
        .returning();
      return row ?? null;
    },
    /** Sets or clears the vendor's own id of the space; `false` if another space has it. */
    setExternalId(id: string, externalId: string | null) {
      return unlessTaken(db, "spaces_external_id", false, async (tx) => {
        await tx.update(spaces).set({ externalId }).where(eq(spaces.id, id));
        return true;
      });
    },
    /**
     * Locks the space's row until the transaction ends, so that rules over several rows (the last admin, the last
     * free licence) are kept for two requests at once. Returns the space as it is then.
     */
    async lock(id: string): Promise<Space | null> {
      // Not FOR UPDATE: that would wait for, and deadlock with, any insert of a row that refers to the space.
      const [row] = await db.select().from(spaces).where(eq(spaces.id, id)).for("no key update");
      return row ?? null;
    },
  };
}

const sortable = {
  name: caseless(spaces.name),
  slug: spaces.slug,
  kind: spaces.kind,
  ssoSubscribed: spaces.ssoSubscribed,
  createdAt: spaces.createdAt,
};

/** The edit lease of one space: one row, which changes hands in one statement. */
export function leaseIn(db: Database, spaceId: string) {
  return {
    async current(): Promise<EditLease | null> {
      const [row] = await db.select().from(editLeases).where(eq(editLeases.spaceId, spaceId));
      return row ?? null;
    },
    /**
     * Takes the lease if it is free, has expired, is the same person's, or `takeOver` is set; one statement. Returns
     * the current lease, whoever holds it.
     */
    async take(wanted: EditLease, { takeOver, now }: { takeOver: boolean; now: Date }): Promise<EditLease> {
      const lease = { ...wanted, spaceId };
      const mayHave = sql`(${takeOver}::boolean or ${editLeases.userId} = ${lease.userId} or ${editLeases.expiresAt} <= ${sql.param(now, editLeases.expiresAt)})`;
      const [row] = await db
        .insert(editLeases)
        .values(lease)
        .onConflictDoUpdate({
          target: editLeases.spaceId,
          // Written back unchanged if somebody else has it, so that this one statement returns it in either case.
          set: {
            userId: sql`case when ${mayHave} then excluded.user_id else ${editLeases.userId} end`,
            leaseId: sql`case when ${mayHave} then excluded.lease_id else ${editLeases.leaseId} end`,
            acquiredAt: sql`case when ${mayHave} then excluded.acquired_at else ${editLeases.acquiredAt} end`,
            expiresAt: sql`case when ${mayHave} then excluded.expires_at else ${editLeases.expiresAt} end`,
          },
        })
        .returning();
      if (!row) throw new Error("an upsert answered no row");
      return row;
    },
    // An expired lease that nobody else took still belongs to its holder: nothing was changed behind their back.
    /** Moves the end of the lease with this id; `false` if somebody else has it. */
    async renew(leaseId: string, expiresAt: Date) {
      const rows = await db
        .update(editLeases)
        .set({ expiresAt })
        .where(and(eq(editLeases.spaceId, spaceId), eq(editLeases.leaseId, leaseId)))
        .returning({ leaseId: editLeases.leaseId });
      return rows.length > 0;
    },
    async release(leaseId: string) {
      await db
        .delete(editLeases)
        .where(and(eq(editLeases.spaceId, spaceId), eq(editLeases.leaseId, leaseId)));
    },
  };
}

function singleSignOn(db: Database, wanted: SpaceSso): SQL | undefined {
  const active = exists(
    db
      .select({ one: sql`1` })
      .from(signInOptions)
      .where(and(eq(signInOptions.spaceId, spaces.id), eq(signInOptions.status, "active"))),
  );
  switch (wanted) {
    case "active":
      return and(eq(spaces.ssoSubscribed, true), active);
    case "not_active":
      return and(eq(spaces.ssoSubscribed, true), not(active));
    case "not_in_plan":
      return eq(spaces.ssoSubscribed, false);
  }
}

function inNeed(db: Database, need: SpaceNeed, at: Date): SQL {
  const members = (condition: SQL | undefined) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(memberships)
        .where(and(eq(memberships.spaceId, spaces.id), condition)),
    );
  switch (need) {
    case "failing":
      return hasFailingConnection();
    case "certificate":
      return exists(
        db
          .select({ one: sql`1` })
          .from(signInOptions)
          .innerJoin(connections, eq(connections.id, signInOptions.connectionId))
          .innerJoin(configurations, eq(configurations.id, connections.liveConfigurationId))
          .where(
            and(
              eq(signInOptions.spaceId, spaces.id),
              eq(signInOptions.status, "active"),
              lte(configurations.certificatesEnd, new Date(at.getTime() + expiringDays * 86_400_000)),
            ),
          ),
      );
    case "waiting":
      return members(eq(memberships.status, "pending"));
    case "no_it_administrator":
      return not(
        members(
          and(
            eq(memberships.status, "active"),
            eq(memberships.role, "admin"),
            eq(memberships.isItAdministrator, true),
          ),
        ),
      );
    case "domain":
      return exists(
        db
          .select({ one: sql`1` })
          .from(domains)
          .innerJoin(organizations, eq(organizations.id, domains.organizationId))
          .where(and(eq(organizations.ownerSpaceId, spaces.id), eq(domains.status, "failing"))),
      );
  }
}

/** `isFailing` of the model, in one statement for all spaces. */
function hasFailingConnection(): SQL {
  const { lookedAt, inARow, decided, ours } = failingRule;
  return sql`exists (
    select 1 from ${signInOptions} o
    cross join lateral (
      select count(*) as ended, count(distinct t.refusal_code) as reasons,
        bool_and(t.status = 'refused' and t.refusal_code = any(${list(ours)})) as refused
      from (
        select l.status, l.refusal_code from (
          select a.status, a.refusal_code, a.created_at, a.id from ${signInAttempts} a
          where a.space_id = o.space_id and a.connection_id = o.connection_id and a.test_run_id is null
          order by a.created_at desc, a.id desc limit ${lookedAt}
        ) l
        where l.status in ('admitted', 'refused')
          and (l.refusal_code is null or l.refusal_code <> all(${list(decided)}))
        order by l.created_at desc, l.id desc limit ${inARow}
      ) t
    ) latest
    where o.space_id = ${qualified(spaces.id)} and o.status = 'active'
      and latest.ended = ${inARow} and latest.reasons = 1 and latest.refused
  )`;
}

const list = (codes: Iterable<string>) => sql`string_to_array(${[...codes].join(" ")}, ' ')`;
