import { and, eq, gt, isNull } from "drizzle-orm";
import { passwordResets } from "@/drizzle/schema/sessions";
import type { Database } from "../driver/database";

/** "Forgotten password?" links; only their digests are stored. */
export function passwordResetsIn(db: Database) {
  const live = (hash: string, now: Date) =>
    and(eq(passwordResets.hash, hash), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, now));
  return {
    async insert(reset: { id: string; userId: string; hash: string; createdAt: Date; expiresAt: Date }) {
      await db.insert(passwordResets).values(reset);
    },
    /** The owner of a live link, without using it. */
    async peek(hash: string, now: Date): Promise<{ userId: string } | null> {
      const [row] = await db
        .select({ userId: passwordResets.userId })
        .from(passwordResets)
        .where(live(hash, now));
      return row ?? null;
    },
    /** Consumes the link; `null` if unknown, used or expired. One statement. */
    async use(hash: string, now: Date): Promise<{ userId: string } | null> {
      const [row] = await db
        .update(passwordResets)
        .set({ usedAt: now })
        .where(live(hash, now))
        .returning({ userId: passwordResets.userId });
      return row ?? null;
    },
    async endOfUser(userId: string, now: Date) {
      await db
        .update(passwordResets)
        .set({ usedAt: now })
        .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
    },
  };
}
