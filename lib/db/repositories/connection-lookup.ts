import { and, asc, eq, ne, type Placeholder, type SQL, sql } from "drizzle-orm";
import { configurations, connections, signInAttempts, signInOptions } from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import type { ConnectionLookup, FoundSignInOption } from "@/lib/ports/connections";
import type { Database } from "../driver/database";
import { caseless } from "../driver/paging";
import { prepared } from "../driver/prepared";
import { withSecrets } from "./attempts";
import { configurationOf } from "./configurations";
import { connectionOf } from "./connections";
import { optionOf } from "./options";
import { testRunLookupIn } from "./test-runs";

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
        // What was only asked for shows nothing of anybody.
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

/** The ways in that a login address may mean; the space's own organization first. */
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

/** Finds connections where no tenant is known yet: by the id in a protocol address, and for the daily look. */
export function connectionLookupIn(db: Database): ConnectionLookup {
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
    async byId(connectionId) {
      const [row] = await oneById(db, { connectionId });
      return row ? connectionOf(row) : null;
    },
    signInOptionsAt: (slug, referenceKey) => signInOptionsAt(db, slug, referenceKey),
    async withLive(connectionId, answered) {
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
    withMetadataUrl: (limit, after) => liveSaml(sql`${metadataUrl} <> ''`, limit, after),
    liveSaml: (limit, after) => liveSaml(undefined, limit, after),
  };
}
