import { and, desc, eq, exists, isNull, max, notExists, or, sql } from "drizzle-orm";
import { configurations, connections, testRuns } from "@/drizzle/schema/connections";
import type { Configuration, ConfigurationSettings } from "@/lib/model/connections/connection";
import { withInitials } from "@/lib/model/connections/protocol-traits";
import type { Connections } from "@/lib/ports/connections";
import type { Database } from "../driver/database";

type Part = Pick<
  Connections,
  | "configuration"
  | "configurationsOf"
  | "insertConfiguration"
  | "clientSecretSealed"
  | "markTested"
  | "goLive"
  | "confirm"
  | "discardConfiguration"
>;

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
export function configurationsIn(db: Database, organizationId: string): Part {
  const here = eq(configurations.organizationId, organizationId);
  const one = (id: string) => and(here, eq(configurations.id, id));
  return {
    async configuration(id) {
      const [row] = await db.select().from(configurations).where(one(id));
      return row ? configurationOf(row) : null;
    },
    async configurationsOf(connectionId) {
      const rows = await db
        .select()
        .from(configurations)
        .where(and(here, eq(configurations.connectionId, connectionId)))
        .orderBy(desc(configurations.version));
      return rows.map(configurationOf);
    },
    async insertConfiguration({ settings, ...configuration }) {
      return db.transaction(async (tx) => {
        // Held, so that two versions made at once get two numbers.
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
    async clientSecretSealed(configurationId) {
      const [row] = await db
        .select({ sealed: configurations.clientSecretSealed })
        .from(configurations)
        .where(one(configurationId));
      return row?.sealed ?? null;
    },
    async markTested(configurationId, testRunId, at) {
      await db.update(configurations).set({ testedAt: at, testRunId }).where(one(configurationId));
    },
    async goLive(connectionId, configurationId, at, by) {
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
    async confirm(configurationId, { confirmedBy }, at) {
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
    async discardConfiguration(configurationId) {
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
