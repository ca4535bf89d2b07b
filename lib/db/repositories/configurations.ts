import { and, desc, eq, exists, isNull, max, notExists, or, sql } from "drizzle-orm";
import { configurations, connections, testRuns } from "@/drizzle/schema/connections";
import type {
  Authority,
  Configuration,
  ConfigurationSettings,
  LinkCarryOver,
} from "@/lib/model/connections/connection";
import { withInitials } from "@/lib/model/connections/protocol-traits";
import type { Database } from "../driver/database";

/** The stored row without its secret. */
export function configurationOf(row: typeof configurations.$inferSelect): Configuration {
  const { clientSecretSealed, settings, ...rest } = row;
  // Written by `insertConfiguration` below, from the same type.
  return {
    ...rest,
    settings: withInitials(settings as ConfigurationSettings),
    hasClientSecret: clientSecretSealed !== null,
  };
}

/** The numbered versions of the settings of one organization's connections. */
// Over 60 lines: one short method per query, over one handle.
export function configurationsIn(db: Database, organizationId: string) {
  const here = eq(configurations.organizationId, organizationId);
  const one = (id: string) => and(here, eq(configurations.id, id));
  return {
    async configuration(id: string): Promise<Configuration | null> {
      const [row] = await db.select().from(configurations).where(one(id));
      return row ? configurationOf(row) : null;
    },
    /** Newest first. */
    async configurationsOf(connectionId: string): Promise<Configuration[]> {
      const rows = await db
        .select()
        .from(configurations)
        .where(and(here, eq(configurations.connectionId, connectionId)))
        .orderBy(desc(configurations.version));
      return rows.map(configurationOf);
    },
    /** Adds a version with the next number; the row never changes afterwards except for its marks. */
    async insertConfiguration({
      settings,
      ...configuration
    }: Omit<
      Configuration,
      "version" | "hasClientSecret" | "linkCarryOver" | "certificatesEnd" | keyof Authority
    > & {
      clientSecretSealed: string | null;
      certificatesEnd?: Date | null;
    }): Promise<Configuration> {
      return db.transaction(async (tx) => {
        // Locked, so that two versions created at once get two numbers.
        const [connection] = await tx
          .select({ id: connections.id })
          .from(connections)
          .where(
            and(
              eq(connections.organizationId, organizationId),
              eq(connections.id, configuration.connectionId),
            ),
          )
          .for("no key update");
        if (!connection) throw new Error("a configuration needs a connection of the same organization");
        const [last] = await tx
          .select({ version: max(configurations.version) })
          .from(configurations)
          .where(eq(configurations.connectionId, connection.id));
        const [row] = await tx
          .insert(configurations)
          .values({ ...configuration, organizationId, settings, version: (last?.version ?? 0) + 1 })
          .returning();
        if (!row) throw new Error("an insert answered no row");
        return configurationOf(row);
      });
    },
    async clientSecretSealed(configurationId: string): Promise<string | null> {
      const [row] = await db
        .select({ sealed: configurations.clientSecretSealed })
        .from(configurations)
        .where(one(configurationId));
      return row?.sealed ?? null;
    },
    /** Records when the certificates of a version expire that was stored before that was recorded. */
    async recordCertificatesEnd(configurationId: string, certificatesEnd: Date) {
      await db.update(configurations).set({ certificatesEnd }).where(one(configurationId));
    },
    /** Marks a version as having passed its test. */
    async markTested(configurationId: string, testRunId: string, at: Date) {
      await db.update(configurations).set({ testedAt: at, testRunId }).where(one(configurationId));
    },
    /** Records that a version about to go live was to carry over the linked people of another one. */
    async markLinkCarryOver(configurationId: string, linkCarryOver: LinkCarryOver) {
      await db.update(configurations).set({ linkCarryOver }).where(one(configurationId));
    },
    /** Sets the pointer to the live version and clears the draft if it was this one. */
    async goLive(connectionId: string, configurationId: string, at: Date, by: Authority) {
      await db.transaction(async (tx) => {
        const own = tx
          .select({ one: sql`1` })
          .from(configurations)
          .where(and(one(configurationId), eq(configurations.connectionId, connections.id)));
        const moved = await tx
          .update(connections)
          .set({
            liveConfigurationId: configurationId,
            draftConfigurationId: sql`nullif(${connections.draftConfigurationId}, ${configurationId})`,
            revision: sql`${connections.revision} + 1`,
          })
          .where(
            and(
              eq(connections.organizationId, organizationId),
              eq(connections.id, connectionId),
              exists(own),
            ),
          )
          .returning({ id: connections.id });
        if (moved.length === 0) throw new Error("only a version of the connection itself can go live");
        await tx
          .update(configurations)
          .set({ wentLiveAt: at, ...by })
          .where(one(configurationId));
      });
    },
    /** An administrator confirms a version; `false` if one already has, or if it is no longer live. One statement. */
    async confirm(configurationId: string, { confirmedBy }: Pick<Authority, "confirmedBy">, at: Date) {
      const isLive = db
        .select({ one: sql`1` })
        .from(connections)
        .where(eq(connections.liveConfigurationId, configurations.id));
      const rows = await db
        .update(configurations)
        .set({ confirmedAt: at, confirmedBy })
        .where(and(one(configurationId), isNull(configurations.confirmedAt), exists(isLive)))
        .returning({ id: configurations.id });
      return rows.length > 0;
    },
    /** Removes an untested version that nothing points to and no test run uses. */
    async discardConfiguration(configurationId: string) {
      const pointers = db
        .select({ one: sql`1` })
        .from(connections)
        .where(
          or(
            eq(connections.liveConfigurationId, configurations.id),
            eq(connections.draftConfigurationId, configurations.id),
          ),
        );
      const rehearsals = db
        .select({ one: sql`1` })
        .from(testRuns)
        .where(eq(testRuns.configurationId, configurations.id));
      await db
        .delete(configurations)
        .where(
          and(
            one(configurationId),
            isNull(configurations.testedAt),
            isNull(configurations.wentLiveAt),
            notExists(pointers),
            notExists(rehearsals),
          ),
        );
    },
  };
}
