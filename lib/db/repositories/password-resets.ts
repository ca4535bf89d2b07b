import { and, eq, gt, isNull } from "drizzle-orm";
import { passwordResets } from "@/drizzle/schema/sessions";
import type { PasswordResets } from "@/lib/ports/access";
import type { Database } from "../driver/database";

/** "Forgotten password?" links; only their digests are kept. */
export function passwordResetsIn(db: Database): PasswordResets {
  const live = (hash: string, now: Date) =>
    and(eq(passwordResets.hash, hash), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, now));
  return {
    async insert(reset) {
      await db.insert(passwordResets).values(reset);
    },
    async peek(hash, now) {
      const [row] = await db
        .select({ userId: passwordResets.userId })
        .from(passwordResets)
        .where(live(hash, now));
      return row ?? null;
    },
    async use(hash, now) {
      const [row] = await db
        .update(passwordResets)
        .set({ usedAt: now })
        .where(live(hash, now))
        .returning({ userId: passwordResets.userId });
      return row ?? null;
    },
    async endOfUser(userId, now) {
      await db
        .update(passwordResets)
        .set({ usedAt: now })
        .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
    },
  };
}
