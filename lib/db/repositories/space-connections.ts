import { and, eq, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { configurations, connections, signInOptions } from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { organizations } from "@/drizzle/schema/organizations";
import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { configurationOf } from "./configurations";
import { connectionOf } from "./connections";
import { optionOf } from "./options";
import type { OrganizationLink } from "./organizations";

/** A connection as one space sees it. */
export interface ConnectionInSpace {
  connection: Connection;
  link: OrganizationLink;
  /** The space's own link to it; `null` if an organization was linked but never connected. */
  option: SignInOption | null;
  /** Of the space's own connections only: another organization's drafts are hidden. */
  draft: Configuration | null;
  live: Configuration | null;
}

/** The filters of a list of connections. */
export interface ConnectionFilter {
  connectionId?: string | undefined;
  /** Not case-sensitive. */
  reference?: string | undefined;
  status?: string | undefined;
  protocol?: string | undefined;
  provider?: string | undefined;
  /** Of the space's own organization only. */
  ownOnly?: boolean;
  /** Also those of linked organizations that the space does not use, once they have been live. */
  withUnused?: boolean;
}

const live = alias(configurations, "live");
const draft = alias(configurations, "draft");

const isOwn = eq(organizationSpaces.status, "own");
const status = sql`coalesce(${signInOptions.status}, 'draft')`;

const sortable = {
  // Of an outer join: empty for a connection that the space does not use.
  position: sql`${signInOptions.position}`,
  name: caseless(connections.name),
  reference: connections.referenceKey,
  protocol: connections.protocol,
  status,
  lastUsedAt: connections.lastUsedAt,
  createdAt: connections.createdAt,
};

/** The connections of the organizations that are linked to one space, each as that space sees it. */
// Over 60 lines: one short method per query, over one handle.
export function spaceConnectionsIn(db: Database, spaceId: string) {
  const read = (condition: SQL | undefined, order = inOrder({})) =>
    db
      .select({
        place: order.place,
        connection: connections,
        organization: organizations,
        linkStatus: organizationSpaces.status,
        option: signInOptions,
        draft,
        live,
      })
      .from(organizationSpaces)
      .innerJoin(organizations, eq(organizations.id, organizationSpaces.organizationId))
      .innerJoin(connections, eq(connections.organizationId, organizations.id))
      .leftJoin(
        signInOptions,
        and(eq(signInOptions.connectionId, connections.id), eq(signInOptions.spaceId, spaceId)),
      )
      // Another organization's drafts are hidden.
      .leftJoin(draft, and(eq(draft.id, connections.draftConfigurationId), isOwn))
      .leftJoin(live, eq(live.id, connections.liveConfigurationId))
      // A link that is only requested reveals nothing.
      .where(
        and(eq(organizationSpaces.spaceId, spaceId), ne(organizationSpaces.status, "requested"), condition),
      );
  const found = (row: Awaited<ReturnType<typeof read>>[number]): ConnectionInSpace => ({
    connection: connectionOf(row.connection),
    link: { organization: row.organization, status: row.linkStatus },
    option: row.option && optionOf(row.option),
    draft: row.draft && configurationOf(row.draft),
    live: row.live && configurationOf(row.live),
  });
  return {
    /** One of them, in any state; `null` for any other. */
    async byId(connectionId: string): Promise<ConnectionInSpace | null> {
      const [row] = await read(eq(connections.id, connectionId));
      return row ? found(row) : null;
    },
    /** Its own ones and those that it uses, in the order of the login page. */
    async all(filter: ConnectionFilter): Promise<ConnectionInSpace[]> {
      const order = inOrder({});
      const rows = await read(matching(filter), order).orderBy(...order.orderBy);
      return rows.map(found);
    },
    /** A page of them. Search covers name and reference, and finds every connection of `providers` too. */
    page(
      query: PageQuery & ConnectionFilter & { providers?: readonly string[] },
    ): Promise<Page<ConnectionInSpace>> {
      const where = and(matching(query), searched(query));
      const order = inOrder(query);
      return readPage(
        query,
        order,
        (limit, offset) =>
          read(and(where, order.after), order)
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(read(where).as("found")),
        found,
      );
    },
  };
}

/** In the order of the login page by default. */
const inOrder = (query: PageQuery) =>
  listOrder(query, sortable, { sort: "position", direction: "asc" }, connections.createdAt, connections.id);

function matching(filter: ConnectionFilter): SQL | undefined {
  const used = or(isOwn, isNotNull(signInOptions.id));
  return and(
    filter.withUnused ? or(used, isNotNull(connections.liveConfigurationId)) : used,
    filter.reference === undefined ? undefined : eq(connections.referenceKey, filter.reference.toLowerCase()),
    filter.connectionId === undefined ? undefined : eq(connections.id, filter.connectionId),
    filter.ownOnly ? isOwn : undefined,
    filter.status ? sql`${status} = ${filter.status}` : undefined,
    filter.protocol ? sql`${connections.protocol} = ${filter.protocol}` : undefined,
    filter.provider ? eq(connections.provider, filter.provider) : undefined,
  );
}

/** Matches the words in the name, in the reference or in the provider's name, which is not a column. */
function searched(query: PageQuery & { providers?: readonly string[] }): SQL | undefined {
  const words = searching(query, connections.name, connections.reference);
  if (!words || !query.providers?.length) return words;
  return or(words, ...query.providers.map((id) => eq(connections.provider, id)));
}
