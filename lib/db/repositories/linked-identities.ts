import { and, eq, exists, inArray, sql } from "drizzle-orm";
import { connections, linkedIdentities } from "@/drizzle/schema/connections";
import { domains } from "@/drizzle/schema/organizations";
import { users } from "@/drizzle/schema/people";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import type { Connections } from "@/lib/ports/connections";
import type { Database } from "../driver/database";
import { prepared, written } from "../driver/prepared";
import { userOf } from "./users";

const onePerson = prepared(
  ["organizationId", "connectionId", "issuer", "subject", "domain"],
  (db, { organizationId, connectionId, issuer, subject, domain }) => {
    const verified = db
      .select({ one: sql`1` })
      .from(domains)
      .where(
        and(
          eq(domains.organizationId, organizationId),
          eq(domains.name, domain),
          inArray(domains.status, ["verified", "failing"]),
        ),
      );
    return db
      .select({ link: linkedIdentities, user: users, domainIsOurs: sql<boolean>`${exists(verified)}` })
      .from(connections)
      .leftJoin(
        linkedIdentities,
        and(
          eq(linkedIdentities.organizationId, connections.organizationId),
          eq(linkedIdentities.connectionId, connections.id),
          eq(linkedIdentities.issuer, issuer),
          eq(linkedIdentities.subject, subject),
        ),
      )
      .leftJoin(users, eq(users.id, linkedIdentities.userId))
      .where(and(eq(connections.organizationId, organizationId), eq(connections.id, connectionId)));
  },
);

const useNow = prepared(["organizationId", "id", "at"], (db, { organizationId, id, at }) =>
  db
    .update(linkedIdentities)
    .set({ lastUsedAt: written(at, linkedIdentities.lastUsedAt) })
    .where(and(eq(linkedIdentities.organizationId, organizationId), eq(linkedIdentities.id, id))),
);

/** Who people are at one organization's providers. */
export function linkedIdentitiesIn(db: Database, organizationId: string): Connections["identities"] {
  const here = eq(linkedIdentities.organizationId, organizationId);
  const one = (id: string) => and(here, eq(linkedIdentities.id, id));
  const named = (connectionId: string, issuer: string, subject: string) =>
    and(
      here,
      eq(linkedIdentities.connectionId, connectionId),
      eq(linkedIdentities.issuer, issuer),
      eq(linkedIdentities.subject, subject),
    );
  return {
    async bySubject(connectionId, issuer, subject) {
      const [row] = await db
        .select()
        .from(linkedIdentities)
        .where(named(connectionId, issuer, subject));
      return row ?? null;
    },
    async recognise(connectionId, claimed) {
      const [row] = await onePerson(db, { organizationId, connectionId, ...claimed });
      if (!row) return { link: null, user: null, domainIsOurs: false };
      return { ...row, user: row.user && userOf(row.user) };
    },
    async byUser(connectionId, userId) {
      const [row] = await db
        .select()
        .from(linkedIdentities)
        .where(
          and(here, eq(linkedIdentities.connectionId, connectionId), eq(linkedIdentities.userId, userId)),
        );
      return row ?? null;
    },
    async ofUser(userId): Promise<LinkedIdentity[]> {
      return db
        .select()
        .from(linkedIdentities)
        .where(and(here, eq(linkedIdentities.userId, userId)))
        .orderBy(linkedIdentities.firstUsedAt, linkedIdentities.id);
    },
    async insert(identity) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(eq(connections.organizationId, organizationId), eq(connections.id, identity.connectionId)),
        );
      if (!connection) throw new Error("an identity needs a connection of the same organization");
      const rows = await db
        .insert(linkedIdentities)
        .values({ ...identity, organizationId })
        .onConflictDoNothing()
        .returning({ id: linkedIdentities.id });
      return rows.length > 0;
    },
    async update(id, change) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db.update(linkedIdentities).set(change).where(one(id));
    },
    async touch(id, at) {
      await useNow(db, { organizationId, id, at });
    },
    async remove(id) {
      await db.delete(linkedIdentities).where(one(id));
    },
  };
}
