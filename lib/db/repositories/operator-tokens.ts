import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { operatorTokens } from "@/drizzle/schema/applications";
import { type OperatorToken, operatorScopes } from "@/lib/model/tokens/operator-token";
import type { OperatorTokens } from "@/lib/ports/applications";
import type { Database } from "../driver/database";

function tokenOf({ hash: _, scopes, ...row }: typeof operatorTokens.$inferSelect): OperatorToken {
  return { ...row, scopes: operatorScopes.filter((scope) => scopes.includes(scope)) };
}

/** Tokens of the vendor's backend. */
export function operatorTokensIn(db: Database): OperatorTokens {
  return {
    async all() {
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
    async byHash(hash) {
      const [row] = await db.select().from(operatorTokens).where(eq(operatorTokens.hash, hash));
      return row ? tokenOf(row) : null;
    },
    async insert(token) {
      await db.insert(operatorTokens).values(token);
    },
    async touch(id, at) {
      await db.update(operatorTokens).set({ lastUsedAt: at }).where(eq(operatorTokens.id, id));
    },
    async end(id, at) {
      const [row] = await db
        .update(operatorTokens)
        .set({ endedAt: at })
        .where(and(eq(operatorTokens.id, id), isNull(operatorTokens.endedAt)))
        .returning();
      return row ? tokenOf(row) : null;
    },
  };
}
