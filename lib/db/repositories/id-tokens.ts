import { and, eq } from "drizzle-orm";
import { idTokens } from "@/drizzle/schema/sessions";
import type { Database } from "../driver/database";

/** What one organization's providers get at sign-out: an ID token, or the names of a SAML session. */
export function idTokensIn(db: Database, organizationId: string) {
  return {
    async keep(token: Omit<typeof idTokens.$inferInsert, "organizationId">): Promise<void> {
      await db.insert(idTokens).values({ ...token, organizationId });
    },
    /** That of one session; `null` if none was stored. */
    async of(connectionId: string, sessionId: string): Promise<{ id: string; idTokenSealed: string } | null> {
      const { id, idTokenSealed } = idTokens;
      const [row] = await db
        .select({ id, idTokenSealed })
        .from(idTokens)
        .where(
          and(
            eq(idTokens.organizationId, organizationId),
            eq(idTokens.connectionId, connectionId),
            eq(idTokens.sessionId, sessionId),
          ),
        );
      return row ?? null;
    },
  };
}
