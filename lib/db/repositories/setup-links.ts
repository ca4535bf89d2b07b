import { and, count, desc, eq, gt, isNotNull, isNull, lte } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { setupLinks, setupSessions } from "@/drizzle/schema/setup";
import type { SetupLink, SetupSession } from "@/lib/model/setup-links/setup-link";
import type { SetupLinkState } from "@/lib/model/setup-links/setup-link-state";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching, within } from "../driver/paging";

export interface SetupLinkQuery extends PageQuery, Period {
  connectionId?: string;
  state?: SetupLinkState;
}

function linkOf({ hash: _hash, ...row }: typeof setupLinks.$inferSelect): SetupLink {
  return row;
}

const sortable = {
  createdAt: setupLinks.createdAt,
  recipient: setupLinks.recipient,
  lastUsedAt: setupLinks.lastUsedAt,
  expiresAt: setupLinks.expiresAt,
};

/** The state of a link, in SQL, as `setupLinkState` computes it. */
function inState(state: SetupLinkState, now: Date) {
  if (state === "revoked") return isNotNull(setupLinks.revokedAt);
  const standing = isNull(setupLinks.revokedAt);
  return and(standing, state === "open" ? gt(setupLinks.expiresAt, now) : lte(setupLinks.expiresAt, now));
}

/** The setup links of one space. */
// Over 60 lines: one short method per query, over one handle.
export function setupLinksIn(db: Database, spaceId: string) {
  const here = eq(setupLinks.spaceId, spaceId);
  const one = (id: string) => and(here, eq(setupLinks.id, id));
  return {
    async byId(id: string): Promise<SetupLink | null> {
      const [row] = await db.select().from(setupLinks).where(one(id));
      return row ? linkOf(row) : null;
    },
    /** Newest first by default. Search covers recipient, note and the connection's name. */
    page(query: SetupLinkQuery, now: Date): Promise<Page<SetupLink>> {
      const joined = eq(connections.id, setupLinks.connectionId);
      const where = and(
        here,
        query.connectionId === undefined ? undefined : eq(setupLinks.connectionId, query.connectionId),
        query.state && inState(query.state, now),
        within(setupLinks.createdAt, query),
        searching(query, setupLinks.recipient, setupLinks.note, connections.name),
      );
      const order = listOrder(query, sortable, { sort: "createdAt", direction: "desc" }, setupLinks.id);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ link: setupLinks, place: order.place })
            .from(setupLinks)
            .leftJoin(connections, joined)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        async () => {
          const [row] = await db
            .select({ n: count() })
            .from(setupLinks)
            .leftJoin(connections, joined)
            .where(where);
          return row?.n ?? 0;
        },
        ({ link }) => linkOf(link),
      );
    },
    /** Links that work, of which the outside administrator has done something; the latest used first. */
    async underWay(now: Date): Promise<SetupLink[]> {
      const rows = await db
        .select()
        .from(setupLinks)
        .where(and(here, isNotNull(setupLinks.lastUsedAt), inState("open", now)))
        .orderBy(desc(setupLinks.lastUsedAt))
        .limit(20);
      return rows.map(linkOf);
    },
    /**
     * Throws if the connection is not of that organization, or the organization not the space's own; a link for the
     * space has no connection yet.
     */
    async insert(link: SetupLink & { hash: string }) {
      const [own] = await db
        .select({ id: organizationSpaces.organizationId })
        .from(organizationSpaces)
        .leftJoin(connections, eq(connections.organizationId, organizationSpaces.organizationId))
        .where(
          and(
            eq(organizationSpaces.organizationId, link.organizationId),
            eq(organizationSpaces.spaceId, spaceId),
            eq(organizationSpaces.status, "own"),
            link.connectionId === null ? undefined : eq(connections.id, link.connectionId),
          ),
        )
        .limit(1);
      if (!own) throw new Error("a setup link needs the space's own organization, and a connection of it");
      await db.insert(setupLinks).values({ ...link, spaceId });
    },
    /** Gives a link for the space its connection; `false` if it has one already. One statement decides. */
    async attach(id: string, connection: { id: string; organizationId: string }) {
      const rows = await db
        .update(setupLinks)
        // The space's own organization may be another one by now.
        .set({ connectionId: connection.id, organizationId: connection.organizationId })
        .where(and(one(id), eq(setupLinks.forSpace, true), isNull(setupLinks.connectionId)))
        .returning({ id: setupLinks.id });
      return rows.length > 0;
    },
    /** Revokes it and ends what was opened with it; `false` if it was revoked before. */
    async revoke(id: string, at: Date) {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(setupLinks)
          .set({ revokedAt: at })
          .where(and(one(id), isNull(setupLinks.revokedAt)))
          .returning({ id: setupLinks.id });
        if (rows.length === 0) return false;
        await tx.delete(setupSessions).where(eq(setupSessions.setupLinkId, id));
        return true;
      });
    },
  };
}

/** Setup links by their secrets. */
export function setupLinkLookupIn(db: Database) {
  return {
    async byHash(hash: string): Promise<SetupLink | null> {
      const [row] = await db.select().from(setupLinks).where(eq(setupLinks.hash, hash));
      return row ? linkOf(row) : null;
    },
    /** Trades a link that is neither revoked nor expired; `false` if it is. One statement decides. */
    async open(session: SetupSession & { hash: string }, now: Date) {
      return db.transaction(async (tx) => {
        const rows = await tx
          .update(setupLinks)
          .set({ lastUsedAt: now })
          .where(
            and(
              eq(setupLinks.id, session.setupLinkId),
              isNull(setupLinks.revokedAt),
              gt(setupLinks.expiresAt, now),
            ),
          )
          .returning({ id: setupLinks.id });
        if (rows.length === 0) return false;
        await tx.insert(setupSessions).values(session);
        return true;
      });
    },
    /** The link behind a valid session. */
    async bySession(hash: string, now: Date): Promise<SetupLink | null> {
      const [row] = await db
        .select({ link: setupLinks })
        .from(setupSessions)
        .innerJoin(setupLinks, eq(setupLinks.id, setupSessions.setupLinkId))
        .where(
          and(
            eq(setupSessions.hash, hash),
            gt(setupSessions.expiresAt, now),
            isNull(setupLinks.revokedAt),
            gt(setupLinks.expiresAt, now),
          ),
        );
      return row ? linkOf(row.link) : null;
    },
  };
}
