import { and, asc, eq, ne, type Placeholder, type SQL, sql } from "drizzle-orm";
import { configurations, connections, signInAttempts, signInOptions } from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Space } from "@/lib/model/spaces/space";
import type { Database } from "../driver/database";
import { caseless } from "../driver/paging";
import { prepared } from "../driver/prepared";
import { type AttemptSecrets, withSecrets } from "./attempts";
import { configurationOf } from "./configurations";
import { connectionOf } from "./connections";
import { optionOf } from "./options";
import { testRunLookupIn } from "./test-runs";

/** What a sign-in starts from. */
export interface FoundSignInOption {
  space: Space;
  connection: Connection;
  option: SignInOption;
  /** The connection's live version. */
  live: Configuration | null;
  ownerSpaceId: string;
}

const signInOptionsBySlug = prepared(["slug", "referenceKey"], (db, { slug, referenceKey }) =>
  db
    .select({
      space: spaces,
      connection: connections,
      option: signInOptions,
      live: configurations,
      ownerSpaceId: organizations.ownerSpaceId,
    })
    .from(spaces)
    .innerJoin(signInOptions, eq(signInOptions.spaceId, spaces.id))
    .innerJoin(connections, eq(connections.id, signInOptions.connectionId))
    .innerJoin(organizations, eq(organizations.id, connections.organizationId))
    .innerJoin(
      organizationSpaces,
      and(
        eq(organizationSpaces.organizationId, organizations.id),
        eq(organizationSpaces.spaceId, spaces.id),
        // A link that is only requested reveals nothing.
        ne(organizationSpaces.status, "requested"),
      ),
    )
    .leftJoin(configurations, eq(configurations.id, connections.liveConfigurationId))
    .where(
      and(
        eq(spaces.slug, slug),
        ne(signInOptions.status, "draft"),
        eq(connections.referenceKey, referenceKey),
      ),
    )
    .orderBy(sql`${organizationSpaces.status} <> 'own'`, caseless(organizations.name), organizations.id),
);

/** The sign-in options that a login address may mean; the space's own organization first. */
async function signInOptionsAt(
  db: Database,
  slug: string,
  referenceKey: string,
): Promise<FoundSignInOption[]> {
  const rows = await signInOptionsBySlug(db, { slug, referenceKey });
  return rows.map(({ space, connection, option, live, ownerSpaceId }) => ({
    space,
    connection: connectionOf(connection),
    option: optionOf(option),
    live: live && configurationOf(live),
    ownerSpaceId,
  }));
}

const oneById = prepared(["connectionId"], (db, { connectionId }) =>
  db.select().from(connections).where(eq(connections.id, connectionId)),
);

const withLive = (db: Database, attemptIs: SQL, connectionId: Placeholder) =>
  db
    .select({ connection: connections, live: configurations, attempt: signInAttempts })
    .from(connections)
    .leftJoin(configurations, eq(configurations.id, connections.liveConfigurationId))
    .leftJoin(signInAttempts, and(eq(signInAttempts.connectionId, connections.id), attemptIs))
    .where(eq(connections.id, connectionId));

const withRequest = prepared(["connectionId", "requestId"], (db, { connectionId, requestId }) =>
  withLive(db, eq(signInAttempts.requestId, requestId), connectionId),
);
const withState = prepared(["connectionId", "stateHash"], (db, { connectionId, stateHash }) =>
  withLive(db, eq(signInAttempts.stateHash, stateHash), connectionId),
);
const withoutAttempt = prepared(["connectionId"], (db, { connectionId }) =>
  withLive(db, sql`false`, connectionId),
);

/** Finds connections before the tenant is known: by the id in a protocol address, and for the daily check. */
// Over 60 lines: one short method per query, over one handle.
export function connectionLookupIn(db: Database) {
  const metadataUrl = sql`${configurations.settings} ->> 'metadataUrl'`;
  const liveSaml = async (condition: SQL | undefined, limit: number, after: string | null) => {
    const rows = await db
      .select({ connection: connections })
      .from(connections)
      .innerJoin(configurations, eq(configurations.id, connections.liveConfigurationId))
      .where(
        and(
          eq(connections.protocol, "saml"),
          condition,
          after === null ? undefined : sql`${connections.id} > ${after}`,
        ),
      )
      .orderBy(asc(connections.id))
      .limit(limit);
    return rows.map((row) => connectionOf(row.connection));
  };
  return {
    ...testRunLookupIn(db),
    async byId(connectionId: string): Promise<Connection | null> {
      const [row] = await oneById(db, { connectionId });
      return row ? connectionOf(row) : null;
    },
    /**
     * The connections with this reference (in lower case) in the space of this slug, without drafts: one of each
     * organization that has one. The own organization's first.
     */
    signInOptionsAt: (slug: string, referenceKey: string): Promise<FoundSignInOption[]> =>
      signInOptionsAt(db, slug, referenceKey),
    /**
     * The same with its live version, and the attempt of this connection that has this request's ID (SAML) or state's
     * hash (OpenID Connect, OAuth 2), in any state.
     */
    async withLive(
      connectionId: string,
      answered: { requestId: string } | { stateHash: string } | null,
    ): Promise<{
      connection: Connection;
      live: Configuration | null;
      attempt: (SignInAttempt & AttemptSecrets) | null;
    } | null> {
      const [row] =
        answered === null
          ? await withoutAttempt(db, { connectionId })
          : "requestId" in answered
            ? await withRequest(db, { connectionId, ...answered })
            : await withState(db, { connectionId, ...answered });
      return row
        ? {
            connection: connectionOf(row.connection),
            live: row.live && configurationOf(row.live),
            attempt: row.attempt && withSecrets(row.attempt),
          }
        : null;
    },
    /** SAML connections with a metadata URL that are live, for the daily check. */
    withMetadataUrl: (limit: number, after: string | null): Promise<Connection[]> =>
      liveSaml(sql`${metadataUrl} <> ''`, limit, after),
    /** SAML connections that are live, for notices about their certificates. */
    liveSaml: (limit: number, after: string | null): Promise<Connection[]> =>
      liveSaml(undefined, limit, after),
  };
}
