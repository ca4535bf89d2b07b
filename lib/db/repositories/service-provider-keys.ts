import { and, desc, eq, sql } from "drizzle-orm";
import { connections, serviceProviderKeys } from "@/drizzle/schema/connections";
import type { ServiceProviderKey } from "@/lib/model/connections/connection";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const allOfConnection = prepared(["organizationId", "connectionId"], (db, { organizationId, connectionId }) =>
  db
    .select()
    .from(serviceProviderKeys)
    .where(
      and(
        eq(serviceProviderKeys.organizationId, organizationId),
        eq(serviceProviderKeys.connectionId, connectionId),
      ),
    )
    // The signing one first, then the ones that still decrypt, newest first.
    .orderBy(
      sql`${serviceProviderKeys.retiredAt} is not null`,
      desc(serviceProviderKeys.createdAt),
      desc(serviceProviderKeys.id),
    ),
);

/** Our key pairs for one organization's connections; the private halves are sealed. */
export function serviceProviderKeysIn(db: Database, organizationId: string) {
  const here = eq(serviceProviderKeys.organizationId, organizationId);
  const one = (id: string) => and(here, eq(serviceProviderKeys.id, id));
  return {
    async keysOf(connectionId: string): Promise<(ServiceProviderKey & { privateKeySealed: string })[]> {
      const rows = await allOfConnection(db, { organizationId, connectionId });
      return rows.map(({ organizationId: _organization, ...key }) => key);
    },
    async insertKey(key: ServiceProviderKey & { organizationId: string; privateKeySealed: string }) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.organizationId, organizationId), eq(connections.id, key.connectionId)));
      if (!connection) throw new Error("a key needs a connection of the same organization");
      await db.insert(serviceProviderKeys).values({ ...key, organizationId });
    },
    async retireKey(id: string, at: Date) {
      await db.update(serviceProviderKeys).set({ retiredAt: at }).where(one(id));
    },
    async removeKey(id: string) {
      await db.delete(serviceProviderKeys).where(one(id));
    },
  };
}
