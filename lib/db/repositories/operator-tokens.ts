import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { operatorTokens } from "@/drizzle/schema/applications";
import { type OperatorToken, operatorScopes } from "@/lib/model/tokens/operator-token";
import type { Database } from "../driver/database";

function tokenOf({ hash: _, scopes, ...row }: typeof operatorTokens.$inferSelect): OperatorToken {
  return { ...row, scopes: operatorScopes.filter((scope) => scopes.includes(scope)) };
}

/** Tokens of the vendor's backend. */
export function operatorTokensIn(db: Database) {
  return {
    async all(): Promise<OperatorToken[]> {
      const rows = await db
        .select()
        .from(operatorTokens)
        .orderBy(
          sql`${operatorTokens.endedAt} is not null`,
          desc(operatorTokens.createdAt),
          operatorTokens.id,
        );
      return rows.map(tokenOf);
    },
    async byHash(hash: string): Promise<OperatorToken | null> {
      const [row] = await db.select().from(operatorTokens).where(eq(operatorTokens.hash, hash));
      return row ? tokenOf(row) : null;
    },
    async insert(token: OperatorToken & { hash: string }) {
      await db.insert(operatorTokens).values(token);
    },
    async touch(id: string, at: Date) {
      await db.update(operatorTokens).set({ lastUsedAt: at }).where(eq(operatorTokens.id, id));
    },
    /** Ends one; returns the token as it is then, `null` if there is none or it had ended already. */
    async end(id: string, at: Date): Promise<OperatorToken | null> {
      const [row] = await db
        .update(operatorTokens)
        .set({ endedAt: at })
        .where(and(eq(operatorTokens.id, id), isNull(operatorTokens.endedAt)))
        .returning();
      return row ? tokenOf(row) : null;
    },
  };
}
