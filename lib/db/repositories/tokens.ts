import { and, count, eq, gt, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { accounts, tokens } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import { type Token, type TokenEnd, type TokenKind, tokenScopes } from "@/lib/model/tokens/token";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { caseless, listOrder, ofType, readPage, searching } from "../driver/paging";
import { isOneOf, parts } from "../driver/parts";
import { nameOfUser } from "./users";

type TokenRow = typeof tokens.$inferSelect;

function tokenOf({ hash: _hash, scopes, ...row }: TokenRow): Token {
  return { ...row, scopes: tokenScopes.filter((scope) => scopes.includes(scope)) };
}

const live = (now: Date) =>
  and(isNull(tokens.endedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)));

/** The tokens of one space. */
// Over 60 lines: one short method per query, over one handle.
export function tokensIn(db: Database, spaceId: string) {
  const here = eq(tokens.spaceId, spaceId);
  return {
    async byId(id: string): Promise<Token | null> {
      const [row] = await db
        .select()
        .from(tokens)
        .where(and(here, eq(tokens.id, id)));
      return row ? tokenOf(row) : null;
    },
    /** Search covers name and prefix; ended ones come last. */
    page(
      query: PageQuery & { kind?: TokenKind; userId?: string; ended?: boolean },
    ): Promise<Page<Token & { ownerName: string }>> {
      const where = and(
        here,
        searching(query, tokens.name, tokens.prefix),
        query.kind && eq(tokens.kind, query.kind),
        query.userId ? eq(tokens.userId, query.userId) : undefined,
        query.ended === undefined
          ? undefined
          : query.ended
            ? isNotNull(tokens.endedAt)
            : isNull(tokens.endedAt),
      );
      const order = listOrder(
        query,
        sortable,
        { sort: "createdAt", direction: "desc", first: isEnded },
        tokens.id,
      );
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ token: tokens, ownerName, place: order.place })
            .from(tokens)
            .leftJoin(users, eq(users.id, tokens.userId))
            .leftJoin(accounts, eq(accounts.id, tokens.accountId))
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(tokens, where),
        (row) => ({ ...tokenOf(row.token), ownerName: row.ownerName }),
      );
    },
    async insert(token: Token & { hash: string }) {
      await db.insert(tokens).values({ ...token, spaceId });
    },
    async countLive(now: Date): Promise<{ personal: number; integration: number }> {
      const rows = await db
        .select({ kind: tokens.kind, alive: count() })
        .from(tokens)
        .where(and(here, live(now)))
        .groupBy(tokens.kind);
      const alive = { personal: 0, integration: 0 };
      for (const row of rows) alive[row.kind] = row.alive;
      return alive;
    },
    /** Ends one; `false` if it had ended already. */
    async end(id: string, reason: TokenEnd, detail: string | null, at: Date) {
      return (await end(and(here, eq(tokens.id, id), isNull(tokens.endedAt)), reason, detail, at)).length > 0;
    },
    /** Ends every live token of the space; returns how many of each kind. */
    async endAll(
      reason: TokenEnd,
      detail: string,
      at: Date,
    ): Promise<{ personal: number; integration: number }> {
      const ended = { personal: 0, integration: 0 };
      for (const { kind } of await end(and(here, live(at)), reason, detail, at)) ended[kind] += 1;
      return ended;
    },
    /** Ends the live ones of these people; returns the owner of each token that ended. */
    async endOfUsers(userIds: readonly string[], reason: TokenEnd, at: Date): Promise<(string | null)[]> {
      const ended: (string | null)[] = [];
      for (const part of parts(userIds)) {
        const rows = await end(and(here, isOneOf(tokens.userId, part), live(at)), reason, null, at);
        ended.push(...rows.map(({ userId }) => userId));
      }
      return ended;
    },
    /** How many live tokens these people have. */
    async countOfUsers(userIds: readonly string[], now: Date): Promise<number> {
      let found = 0;
      for (const part of parts(userIds))
        found += await db.$count(tokens, and(here, isOneOf(tokens.userId, part), live(now)));
      return found;
    },
  };

  function end(which: SQL | undefined, reason: Token["endedReason"], detail: string | null, at: Date) {
    return db
      .update(tokens)
      .set({ endedAt: at, endedReason: reason, endedDetail: detail })
      .where(which)
      .returning({ kind: tokens.kind, userId: tokens.userId });
  }
}

const ownerName = sql<string>`coalesce(${accounts.name}, case when ${users.id} is null then '' else ${nameOfUser} end)`;

const isEnded = ofType("boolean", sql`${tokens.endedAt} is not null`);
const sortable = {
  name: caseless(tokens.name),
  kind: tokens.kind,
  ownerName: caseless(ownerName),
  createdAt: tokens.createdAt,
  expiresAt: tokens.expiresAt,
  lastUsedAt: tokens.lastUsedAt,
};

/** Finds a token by the digest of the text that a program sent. */
export function tokenLookupIn(db: Database) {
  return {
    async byHash(hash: string): Promise<Token | null> {
      const [row] = await db.select().from(tokens).where(eq(tokens.hash, hash));
      return row ? tokenOf(row) : null;
    },
    async touch(id: string, at: Date) {
      await db.update(tokens).set({ lastUsedAt: at }).where(eq(tokens.id, id));
    },
  };
}
