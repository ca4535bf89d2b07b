import { and, asc, count, eq, getTableColumns, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import {
  applicationRedirects,
  applicationSecrets,
  applicationSpaces,
  applications,
  applicationTeams,
} from "@/drizzle/schema/applications";
import { teams } from "@/drizzle/schema/people";
import type {
  Application,
  ApplicationSecret,
  ApplicationSpace,
  RedirectKind,
} from "@/lib/model/applications/application";
import { roles } from "@/lib/model/people/roles";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, readPage, searching } from "../driver/paging";
import { insertMany, isOneOf } from "../driver/parts";
import { prepared, written } from "../driver/prepared";

/** The changeable fields of an application. */
export type ApplicationChange = Partial<Omit<Application, "id" | "createdAt" | "lastUsedAt" | "revision">>;

type ApplicationRow = typeof applications.$inferSelect;
type Uris = Pick<Application, "redirectUris" | "postLogoutRedirectUris">;

const rolesOf = (stored: readonly string[]) => roles.filter((role) => stored.includes(role));
const secretOf = ({ hash: _, ...row }: typeof applicationSecrets.$inferSelect): ApplicationSecret => row;

const urisOf = (db: Database, kind: RedirectKind) =>
  db
    .select({ uri: applicationRedirects.uri })
    .from(applicationRedirects)
    .where(and(eq(applicationRedirects.applicationId, applications.id), eq(applicationRedirects.kind, kind)))
    .orderBy(applicationRedirects.position);

// A sign-in to an application reads it at each of its six requests.
const oneWithUris = prepared(["id"], (db, { id }) =>
  db
    .select({
      application: getTableColumns(applications),
      signIn: sql<string[]>`array(${urisOf(db, "sign_in")})`,
      signOut: sql<string[]>`array(${urisOf(db, "sign_out")})`,
    })
    .from(applications)
    .where(eq(applications.id, id)),
);

const workingSecret = prepared(["applicationId", "hash", "now"], (db, { applicationId, hash, now }) =>
  db
    .select()
    .from(applicationSecrets)
    .where(
      and(
        eq(applicationSecrets.applicationId, applicationId),
        eq(applicationSecrets.hash, hash),
        or(
          isNull(applicationSecrets.endsAt),
          gt(applicationSecrets.endsAt, written(now, applicationSecrets.endsAt)),
        ),
      ),
    ),
);

/** Whether an application is open to a space, and what the space itself says of it. */
const standingIn = prepared(["applicationId", "spaceId"], (db, { applicationId, spaceId }) => {
  const chosenTeams = db
    .select({ id: applicationTeams.teamId })
    .from(applicationTeams)
    .where(
      and(
        eq(applicationTeams.applicationId, applicationSpaces.applicationId),
        eq(applicationTeams.spaceId, applicationSpaces.spaceId),
      ),
    )
    .orderBy(applicationTeams.teamId);
  return db
    .select({ chosen: applicationSpaces, teamIds: sql<string[]>`array(${chosenTeams})` })
    .from(applications)
    .leftJoin(
      applicationSpaces,
      and(eq(applicationSpaces.applicationId, applications.id), eq(applicationSpaces.spaceId, spaceId)),
    )
    .where(
      and(
        eq(applications.id, applicationId),
        or(eq(applications.openTo, "all"), isNotNull(applicationSpaces.spaceId)),
      ),
    );
});

/** The vendor's applications. */
// Over 60 lines: one short method per query, over one handle.
export function applicationsIn(db: Database) {
  const one = (id: string) => eq(applications.id, id);
  const secret = (applicationId: string, secretId: string) =>
    and(eq(applicationSecrets.applicationId, applicationId), eq(applicationSecrets.id, secretId));
  return {
    async byId(id: string): Promise<Application | null> {
      const [row] = await oneWithUris(db, { id });
      if (!row) return null;
      const { signIn, signOut, application } = row;
      return {
        ...application,
        roles: rolesOf(application.roles),
        redirectUris: signIn,
        postLogoutRedirectUris: signOut,
      };
    },
    /** Search covers the name. */
    async page(query: PageQuery): Promise<Page<Application>> {
      const where = searching(query, applications.name, applications.id);
      const order = listOrder(query, sortable, { sort: "name", direction: "asc" }, applications.id);
      const page = await readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ ...getTableColumns(applications), place: order.place })
            .from(applications)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(applications, where),
        (row) => row,
      );
      return { ...page, rows: await withUris(db, page.rows) };
    },
    async all(): Promise<Application[]> {
      const rows = await db.select().from(applications).orderBy(caseless(applications.name), applications.id);
      return withUris(db, rows);
    },
    async insert({ redirectUris, postLogoutRedirectUris, ...application }: Application) {
      await db.insert(applications).values(application);
      await writeUris(db, application.id, { redirectUris, postLogoutRedirectUris });
    },
    /** Writes the changes and adds one to the revision; `null` if another revision is expected, or it does not exist. */
    async update(
      id: string,
      { redirectUris, postLogoutRedirectUris, ...change }: ApplicationChange,
      expected: number | null,
    ): Promise<Application | null> {
      const revision = expected === null ? undefined : eq(applications.revision, expected);
      const [row] = await db
        .update(applications)
        .set({ ...change, revision: sql`${applications.revision} + 1` })
        .where(and(one(id), revision))
        .returning();
      if (!row) return null;
      await writeUris(db, id, { redirectUris, postLogoutRedirectUris });
      const [after] = await withUris(db, [row]);
      return after ?? null;
    },
    async remove(id: string) {
      return (await db.delete(applications).where(one(id)).returning({ id: applications.id })).length > 0;
    },
    /** Locks its row until the transaction ends. */
    async lock(id: string) {
      const rows = await db
        .select({ id: applications.id })
        .from(applications)
        .where(one(id))
        .for("no key update");
      return rows.length > 0;
    },
    async touch(id: string, at: Date) {
      await db.update(applications).set({ lastUsedAt: at }).where(one(id));
    },
    async secrets(id: string): Promise<ApplicationSecret[]> {
      const rows = await db
        .select()
        .from(applicationSecrets)
        .where(eq(applicationSecrets.applicationId, id))
        .orderBy(asc(applicationSecrets.createdAt), asc(applicationSecrets.id));
      return rows.map(secretOf);
    },
    async insertSecret(row: ApplicationSecret & { hash: string }) {
      await db.insert(applicationSecrets).values(row);
    },
    /** Lets a secret expire at the time; never later than it would have. */
    async endSecret(applicationId: string, secretId: string, at: Date) {
      await db
        .update(applicationSecrets)
        .set({ endsAt: at })
        .where(
          and(
            secret(applicationId, secretId),
            or(isNull(applicationSecrets.endsAt), gt(applicationSecrets.endsAt, at)),
          ),
        );
    },
    /** The secret of the application with this digest, if it works now. */
    async secretByHash(applicationId: string, hash: string, now: Date): Promise<ApplicationSecret | null> {
      const [row] = await workingSecret(db, { applicationId, hash, now });
      return row ? secretOf(row) : null;
    },
    async touchSecret(applicationId: string, secretId: string, at: Date) {
      await db.update(applicationSecrets).set({ lastUsedAt: at }).where(secret(applicationId, secretId));
    },
    /** The space of each of these teams, by the team's id; a team that is not there is absent. */
    async spacesOfTeams(teamIds: readonly string[]): Promise<Map<string, string>> {
      if (teamIds.length === 0) return new Map();
      const rows = await db
        .select({ id: teams.id, spaceId: teams.spaceId })
        .from(teams)
        .where(isOneOf(teams.id, teamIds));
      return new Map(rows.map(({ id, spaceId }) => [id, spaceId]));
    },
    /** How many spaces each of the applications has, by its id. */
    async spaceCounts(ids: readonly string[]): Promise<Map<string, number>> {
      const rows = await db
        .select({ id: applicationSpaces.applicationId, spaces: count() })
        .from(applicationSpaces)
        .where(isOneOf(applicationSpaces.applicationId, ids))
        .groupBy(applicationSpaces.applicationId);
      return new Map(rows.map(({ id, spaces }) => [id, spaces]));
    },
    async spaces(id: string): Promise<ApplicationSpace[]> {
      const rows = await db.select().from(applicationSpaces).where(eq(applicationSpaces.applicationId, id));
      return withTeams(db, rows);
    },
    /** Sets the spaces of an application to exactly these. */
    async setSpaces(id: string, spaces: readonly Omit<ApplicationSpace, "applicationId">[]) {
      await db.delete(applicationSpaces).where(eq(applicationSpaces.applicationId, id));
      if (spaces.length === 0) return;
      const rows = spaces.map(({ spaceId, roles }) => ({ applicationId: id, spaceId, roles }));
      await insertMany(db, applicationSpaces, rows, sql`do nothing`);
      const chosen = spaces.flatMap(({ spaceId, teamIds }) =>
        teamIds.map((teamId) => ({ applicationId: id, spaceId, teamId })),
      );
      await insertMany(db, applicationTeams, chosen, sql`do nothing`);
    },
  };
}

const sortable = {
  name: caseless(applications.name),
  createdAt: applications.createdAt,
  lastUsedAt: applications.lastUsedAt,
};

/** One space's view of the vendor's applications. */
export function spaceApplicationsIn(db: Database, spaceId: string) {
  const chosenHere = and(
    eq(applicationSpaces.applicationId, applications.id),
    eq(applicationSpaces.spaceId, spaceId),
  );
  const open = or(eq(applications.openTo, "all"), isNotNull(applicationSpaces.spaceId));
  const read = async () => {
    const rows = await db
      .select({ application: applications, chosen: applicationSpaces })
      .from(applications)
      .leftJoin(applicationSpaces, chosenHere)
      .where(open)
      .orderBy(caseless(applications.name), applications.id);
    const found = await withUris(
      db,
      rows.map(({ application }) => application),
    );
    const chosen = await withTeams(
      db,
      rows.flatMap((row) => (row.chosen ? [row.chosen] : [])),
    );
    return found.map((application) => ({
      application,
      chosen: chosen.find((row) => row.applicationId === application.id) ?? null,
    }));
  };
  return {
    /** Those that are open to the space, each with the space's own row. By name. */
    open: (): Promise<{ application: Application; chosen: ApplicationSpace | null }[]> => read(),
    /** The space's own row of an application; `null` if the application is not open to the space. One statement. */
    async find(applicationId: string): Promise<{ chosen: ApplicationSpace | null } | null> {
      const [row] = await standingIn(db, { applicationId, spaceId });
      if (!row) return null;
      const { chosen, teamIds } = row;
      return { chosen: chosen && { ...chosen, roles: rolesOf(chosen.roles), teamIds } };
    },
  };
}

async function withTeams(
  db: Database,
  rows: readonly (typeof applicationSpaces.$inferSelect)[],
): Promise<ApplicationSpace[]> {
  if (rows.length === 0) return [];
  // Either list may be long, so both narrow the teams: one space's own, or all of one application.
  const found = await db
    .select()
    .from(applicationTeams)
    .where(
      and(
        isOneOf(applicationTeams.applicationId, [...new Set(rows.map((row) => row.applicationId))]),
        isOneOf(applicationTeams.spaceId, [...new Set(rows.map((row) => row.spaceId))]),
      ),
    )
    .orderBy(applicationTeams.teamId);
  const key = (row: { applicationId: string; spaceId: string }) => `${row.applicationId} ${row.spaceId}`;
  const byRow = new Map<string, string[]>();
  for (const row of found) byRow.set(key(row), [...(byRow.get(key(row)) ?? []), row.teamId]);
  return rows.map((row) => ({
    ...row,
    roles: rolesOf(row.roles),
    teamIds: byRow.get(key(row)) ?? [],
  }));
}

async function withUris(db: Database, rows: readonly ApplicationRow[]): Promise<Application[]> {
  if (rows.length === 0) return [];
  const uris = await db
    .select()
    .from(applicationRedirects)
    .where(
      inArray(
        applicationRedirects.applicationId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(applicationRedirects.position);
  const of = (id: string, kind: RedirectKind) =>
    uris.filter((row) => row.applicationId === id && row.kind === kind).map(({ uri }) => uri);
  return rows.map((row) => ({
    ...row,
    roles: rolesOf(row.roles),
    redirectUris: of(row.id, "sign_in"),
    postLogoutRedirectUris: of(row.id, "sign_out"),
  }));
}

/** Replaces the given fields; absent ones stay. */
async function writeUris(db: Database, id: string, uris: { [K in keyof Uris]: Uris[K] | undefined }) {
  await writeKind(db, id, "sign_in", uris.redirectUris);
  await writeKind(db, id, "sign_out", uris.postLogoutRedirectUris);
}

async function writeKind(db: Database, id: string, kind: RedirectKind, uris: string[] | undefined) {
  if (uris === undefined) return;
  await db
    .delete(applicationRedirects)
    .where(and(eq(applicationRedirects.applicationId, id), eq(applicationRedirects.kind, kind)));
  const rows = [...new Set(uris)].map((uri, position) => ({ applicationId: id, kind, uri, position }));
  if (rows.length > 0) await db.insert(applicationRedirects).values(rows);
}
