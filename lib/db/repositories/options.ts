import { and, eq, exists, inArray, ne, sql } from "drizzle-orm";
import { configurations, connections, signInOptions } from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { spaces } from "@/drizzle/schema/spaces";
import {
  type Authority,
  type OptionStatus,
  optionSettingsOf,
  type SignInOption,
} from "@/lib/model/connections/connection";
import { agreedLinks } from "@/lib/model/organizations/organization";
import type { Space } from "@/lib/model/spaces/space";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

/** The stored row in the model's terms. */
export function optionOf(row: typeof signInOptions.$inferSelect): SignInOption {
  return { ...row, settings: optionSettingsOf(row.settings) };
}

/** The options of a connection with their spaces, and the spaces locked, in one order everywhere. */
const signInOptionsOf = prepared(
  ["organizationId", "connectionId", "configurationId"],
  (db, { organizationId, connectionId, configurationId }) =>
    db
      .select({
        option: signInOptions,
        space: spaces,
        version: {
          putLiveByRole: configurations.putLiveByRole,
          putLiveBy: configurations.putLiveBy,
          confirmedAt: configurations.confirmedAt,
          confirmedBy: configurations.confirmedBy,
        },
      })
      .from(signInOptions)
      .innerJoin(connections, eq(connections.id, signInOptions.connectionId))
      .innerJoin(spaces, eq(spaces.id, signInOptions.spaceId))
      .innerJoin(
        configurations,
        and(eq(configurations.id, configurationId), eq(configurations.connectionId, connections.id)),
      )
      .where(
        and(eq(signInOptions.connectionId, connectionId), eq(connections.organizationId, organizationId)),
      )
      .orderBy(spaces.id)
      .for("no key update", { of: spaces }),
);

/** The sign-in options of one space. */
// Over 60 lines: one short method per query, over one handle.
export function optionsIn(db: Database, spaceId: string) {
  const here = eq(signInOptions.spaceId, spaceId);
  const one = (id: string) => and(here, eq(signInOptions.id, id));
  return {
    async byId(id: string): Promise<SignInOption | null> {
      const [row] = await db.select().from(signInOptions).where(one(id));
      return row ? optionOf(row) : null;
    },
    async byConnection(connectionId: string): Promise<SignInOption | null> {
      const [row] = await db
        .select()
        .from(signInOptions)
        .where(and(here, eq(signInOptions.connectionId, connectionId)));
      return row ? optionOf(row) : null;
    },
    /** In the order of the login page. */
    async all(): Promise<SignInOption[]> {
      const rows = await db
        .select()
        .from(signInOptions)
        .where(here)
        .orderBy(signInOptions.position, signInOptions.createdAt, signInOptions.id);
      return rows.map(optionOf);
    },
    async insert(option: SignInOption) {
      if (!(await isLinked(db, spaceId, option.connectionId))) {
        throw new Error("a sign-in option needs a connection of an organization that the space is linked to");
      }
      await db.insert(signInOptions).values({ ...option, spaceId });
    },
    async update(
      id: string,
      change: Partial<Pick<SignInOption, "settings" | "position" | keyof Authority>>,
      expectedRevision: number | null,
    ): Promise<SignInOption | "stale"> {
      const [row] = await db
        .update(signInOptions)
        .set({ ...change, revision: sql`${signInOptions.revision} + 1` })
        .where(
          and(one(id), expectedRevision === null ? undefined : eq(signInOptions.revision, expectedRevision)),
        )
        .returning();
      return row ? optionOf(row) : "stale";
    },
    /** Makes it the space's default, and no other; `false` if it does not exist. Inside a transaction. */
    async makeDefault(id: string) {
      // Two statements: the index that allows one default only is checked row by row.
      const others = and(here, eq(signInOptions.isDefault, true), ne(signInOptions.id, id));
      await db.update(signInOptions).set({ isDefault: false }).where(others);
      const rows = await db
        .update(signInOptions)
        .set({ isDefault: true })
        .where(one(id))
        .returning({ id: signInOptions.id });
      return rows.length > 0;
    },
    /** Moves the status if it is still `from`; `false` if it is not. One statement. */
    async move(
      id: string,
      from: OptionStatus,
      to: OptionStatus,
      by: { userId: string | null; at: Date; authority?: Authority },
    ) {
      const activation = from === "draft" && to === "active";
      const rows = await db
        .update(signInOptions)
        .set({
          status: to,
          ...(activation ? { activatedAt: by.at, activatedBy: by.userId } : {}),
          ...by.authority,
        })
        .where(and(one(id), eq(signInOptions.status, from)))
        .returning({ id: signInOptions.id });
      return rows.length > 0;
    },
    async remove(id: string) {
      const rows = await db.delete(signInOptions).where(one(id)).returning({ id: signInOptions.id });
      return rows.length > 0;
    },
  };
}

async function isLinked(db: Database, spaceId: string, connectionId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: connections.id })
    .from(connections)
    .innerJoin(organizationSpaces, eq(organizationSpaces.organizationId, connections.organizationId))
    .where(
      and(
        eq(connections.id, connectionId),
        eq(organizationSpaces.spaceId, spaceId),
        inArray(organizationSpaces.status, agreedLinks),
      ),
    );
  return row !== undefined;
}

/** The options that lead to one organization's connections, in any space. */
export function organizationOptionsIn(db: Database, organizationId: string) {
  const ofOrganization = exists(
    db
      .select({ one: sql`1` })
      .from(connections)
      .where(
        and(eq(connections.id, signInOptions.connectionId), eq(connections.organizationId, organizationId)),
      ),
  );
  const select = () => db.select().from(signInOptions);
  return {
    async active(): Promise<SignInOption[]> {
      const rows = await select()
        .where(and(ofOrganization, eq(signInOptions.status, "active")))
        .orderBy(signInOptions.position, signInOptions.createdAt, signInOptions.id);
      return rows.map(optionOf);
    },
    /** Whether any space uses, or could enable again, one of the organization's connections. */
    async anyInUse(exceptConnectionId?: string) {
      const others =
        exceptConnectionId === undefined ? undefined : ne(signInOptions.connectionId, exceptConnectionId);
      const rows = await select()
        .where(and(ofOrganization, ne(signInOptions.status, "draft"), others))
        .limit(1);
      return rows.length > 0;
    },
    /**
     * The same with their spaces, which are locked as `spaces.lock` does, in the order of their ids, so that two
     * sign-ins cannot deadlock; and the authority of the version that the sign-in was started with. One statement.
     */
    async lockSignInOptions(
      connectionId: string,
      configurationId: string,
    ): Promise<{ option: SignInOption; space: Space; version: Authority }[]> {
      const rows = await signInOptionsOf(db, { organizationId, connectionId, configurationId });
      return rows.map(({ option, space, version }) => ({ option: optionOf(option), space, version }));
    },
    async ofConnection(connectionId: string): Promise<SignInOption[]> {
      const rows = await select()
        .where(and(ofOrganization, eq(signInOptions.connectionId, connectionId)))
        .orderBy(signInOptions.createdAt, signInOptions.id);
      return rows.map(optionOf);
    },
  };
}
