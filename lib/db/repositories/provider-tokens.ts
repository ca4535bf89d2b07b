import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema/connections";
import { providerTokens } from "@/drizzle/schema/member-connections";
import type { ProviderToken } from "@/lib/model/tokens/provider-token";
import type { Database } from "../driver/database";
import { isOneOf, parts } from "../driver/parts";

type Row = typeof providerTokens.$inferSelect;

export type SealedTokens = Pick<Row, "accessTokenSealed" | "refreshTokenSealed">;

function tokenOf({
  accessTokenSealed: _,
  refreshTokenSealed,
  refreshingUntil: __,
  ...row
}: Row): ProviderToken {
  return { ...row, hasRefreshToken: refreshTokenSealed !== null };
}

const gone = { accessTokenSealed: null, refreshTokenSealed: null, refreshingUntil: null };

/** The tools' tokens that one organization stores. */
// Over 60 lines: one short method per query, over one handle.
export function providerTokensIn(db: Database, organizationId: string) {
  const here = eq(providerTokens.organizationId, organizationId);
  const one = (id: string) => and(here, eq(providerTokens.id, id));
  const ofPerson = (connectionId: string, userId: string) =>
    and(here, eq(providerTokens.connectionId, connectionId), eq(providerTokens.userId, userId));
  return {
    async byUser(connectionId: string, userId: string): Promise<(ProviderToken & SealedTokens) | null> {
      const [row] = await db.select().from(providerTokens).where(ofPerson(connectionId, userId));
      if (!row) return null;
      const { accessTokenSealed, refreshTokenSealed } = row;
      return { ...tokenOf(row), accessTokenSealed, refreshTokenSealed };
    },
    async ofUser(userId: string): Promise<ProviderToken[]> {
      const rows = await db
        .select()
        .from(providerTokens)
        .where(and(here, eq(providerTokens.userId, userId)))
        .orderBy(providerTokens.createdAt, providerTokens.id);
      return rows.map(tokenOf);
    },
    /** Writes a person's tokens in place of the existing ones; `id` is the row's, old or new (they are sealed to it). */
    async keep(
      token: Pick<
        ProviderToken,
        "id" | "connectionId" | "userId" | "scopes" | "endpoints" | "expiresAt" | "createdAt"
      > &
        SealedTokens,
    ) {
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
    /** Claims the right to refresh until then; `false` if somebody else has it. One statement. */
    async claimRefresh(id: string, now: Date, until: Date) {
      const rows = await db
        .update(providerTokens)
        .set({ refreshingUntil: until })
        .where(
          and(one(id), or(isNull(providerTokens.refreshingUntil), lt(providerTokens.refreshingUntil, now))),
        )
        .returning({ id: providerTokens.id });
      return rows.length > 0;
    },
    /** Writes the refreshed tokens and releases the right, if the refresh token is still the one that was used. */
    async refreshed(
      id: string,
      from: string | null,
      change: SealedTokens & Pick<ProviderToken, "scopes" | "expiresAt" | "refreshedAt">,
    ) {
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
    /** Releases the right to refresh without a change. */
    async release(id: string) {
      await db.update(providerTokens).set({ refreshingUntil: null }).where(one(id));
    },
    /** The tool has ended the grant: both tokens are deleted. */
    async end(id: string, at: Date) {
      await db
        .update(providerTokens)
        .set({ ...gone, endedAt: at })
        .where(one(id));
    },
    /**
     * Ends a connection's tokens that were obtained at another token address, or all of them (`null`); returns how
     * many.
     */
    async endOthers(connectionId: string, tokenUrl: string | null, at: Date) {
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
    /** Ends what is kept of these people's grants, at every tool; returns whose each was. */
    async endOfUsers(userIds: readonly string[], at: Date): Promise<string[]> {
      const ended: string[] = [];
      for (const part of parts(userIds)) {
        const rows = await db
          .update(providerTokens)
          .set({ ...gone, endedAt: at })
          .where(and(here, isOneOf(providerTokens.userId, part), isNull(providerTokens.endedAt)))
          .returning({ userId: providerTokens.userId });
        ended.push(...rows.map(({ userId }) => userId));
      }
      return ended;
    },
    /** How many grants are kept of these people. */
    async countOfUsers(userIds: readonly string[]): Promise<number> {
      let found = 0;
      for (const part of parts(userIds))
        found += await db.$count(
          providerTokens,
          and(here, isOneOf(providerTokens.userId, part), isNull(providerTokens.endedAt)),
        );
      return found;
    },
    async touch(id: string, at: Date) {
      await db.update(providerTokens).set({ lastFetchedAt: at }).where(one(id));
    },
    async remove(connectionId: string, userId: string) {
      const rows = await db
        .delete(providerTokens)
        .where(ofPerson(connectionId, userId))
        .returning({ id: providerTokens.id });
      return rows.length > 0;
    },
  };
}
