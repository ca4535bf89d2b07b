import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import { providerTokens } from "@/drizzle/schema/member-connections";
import type { ProviderToken } from "@/lib/model/tokens/provider-token";
import type { ProviderTokens } from "@/lib/ports/member-connections";
import type { Database } from "../driver/database";

type Row = typeof providerTokens.$inferSelect;

function tokenOf({
  accessTokenSealed: _,
  refreshTokenSealed,
  refreshingUntil: __,
  ...row
}: Row): ProviderToken {
  return { ...row, hasRefreshToken: refreshTokenSealed !== null };
}

const gone = { accessTokenSealed: null, refreshTokenSealed: null, refreshingUntil: null };

/** The tools' tokens that one organization keeps. */
export function providerTokensIn(db: Database, organizationId: string): ProviderTokens {
  const here = eq(providerTokens.organizationId, organizationId);
  const one = (id: string) => and(here, eq(providerTokens.id, id));
  const ofPerson = (connectionId: string, userId: string) =>
    and(here, eq(providerTokens.connectionId, connectionId), eq(providerTokens.userId, userId));
  return {
    async byUser(connectionId, userId) {
      const [row] = await db.select().from(providerTokens).where(ofPerson(connectionId, userId));
      if (!row) return null;
      const { accessTokenSealed, refreshTokenSealed } = row;
      return { ...tokenOf(row), accessTokenSealed, refreshTokenSealed };
    },
    async ofUser(userId) {
      const rows = await db
        .select()
        .from(providerTokens)
        .where(and(here, eq(providerTokens.userId, userId)))
        .orderBy(providerTokens.createdAt, providerTokens.id);
      return rows.map(tokenOf);
    },
    async keep(token) {
      const [connection] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.organizationId, organizationId), eq(connections.id, token.connectionId)));
      if (!connection) throw new Error("a tool's tokens need a connection of the same organization");
      const fresh = { ...token, refreshedAt: null, refreshingUntil: null, endedAt: null };
      await db
        .insert(providerTokens)
        .values({ ...fresh, organizationId })
        .onConflictDoUpdate({ target: [providerTokens.connectionId, providerTokens.userId], set: fresh });
    },
    async claimRefresh(id, now, until) {
      const rows = await db
        .update(providerTokens)
        .set({ refreshingUntil: until })
        .where(
          and(one(id), or(isNull(providerTokens.refreshingUntil), lt(providerTokens.refreshingUntil, now))),
        )
        .returning({ id: providerTokens.id });
      return rows.length > 0;
    },
    async refreshed(id, from, change) {
      const same =
        from === null
          ? isNull(providerTokens.refreshTokenSealed)
          : eq(providerTokens.refreshTokenSealed, from);
      const rows = await db
        .update(providerTokens)
        .set({ ...change, refreshingUntil: null })
        .where(and(one(id), same))
        .returning({ id: providerTokens.id });
      return rows.length > 0;
    },
    async release(id) {
      await db.update(providerTokens).set({ refreshingUntil: null }).where(one(id));
    },
    async end(id, at) {
      await db
        .update(providerTokens)
        .set({ ...gone, endedAt: at })
        .where(one(id));
    },
    async endOthers(connectionId, tokenUrl, at) {
      const rows = await db
        .update(providerTokens)
        .set({ ...gone, endedAt: at })
        .where(
          and(
            here,
            eq(providerTokens.connectionId, connectionId),
            isNull(providerTokens.endedAt),
            tokenUrl === null
              ? undefined
              : sql`not ${providerTokens.endpoints} @> ${JSON.stringify([tokenUrl])}::jsonb`,
          ),
        )
        .returning({ id: providerTokens.id });
      return rows.length;
    },
    async touch(id, at) {
      await db.update(providerTokens).set({ lastFetchedAt: at }).where(one(id));
    },
    async remove(connectionId, userId) {
      const rows = await db
        .delete(providerTokens)
        .where(ofPerson(connectionId, userId))
        .returning({ id: providerTokens.id });
      return rows.length > 0;
    },
  };
}
