import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { idempotencyKeys, optionVersions } from "@/drizzle/schema/programs";
import { optionSettingsOf } from "@/lib/model/connections/connection";
import type { Database } from "../driver/database";

/** A POST that a program has already sent with a key. */
export type EarlierRequest = Pick<
  typeof idempotencyKeys.$inferSelect,
  "id" | "requestDigest" | "status" | "answerSealed"
>;

/** The settings of a sign-in option at a time. */
export type OptionVersion = Omit<typeof optionVersions.$inferSelect, "spaceId">;

/** The time after which a request without an answer has died with its process. */
const patienceMs = 5 * 60_000;

/** The token whose keys these are: one of a space, or an operator's. */
export type IdempotencyOwner =
  | { spaceId: string; tokenId: string; operatorTokenId?: undefined }
  | { operatorTokenId: string; spaceId?: undefined; tokenId?: undefined };

/** The keys of one token's POSTs. */
export function idempotencyKeysIn(db: Database, owner: IdempotencyOwner) {
  const { tokenId, operatorTokenId } = idempotencyKeys;
  const column = owner.tokenId === undefined ? operatorTokenId : tokenId;
  const here = eq(column, owner.tokenId ?? owner.operatorTokenId);
  return {
    /**
     * Claims the key for this request: `null` if it was free. Else the request that has it. One statement decides. A
     * key that expired, or whose request died without an answer, is free.
     */
    async take(
      key: { id: string; keyHash: string; requestDigest: string; expiresAt: Date },
      now: Date,
    ): Promise<EarlierRequest | null> {
      const own = and(here, eq(idempotencyKeys.keyHash, key.keyHash));
      await db
        .delete(idempotencyKeys)
        .where(
          and(
            own,
            or(
              lte(idempotencyKeys.expiresAt, now),
              and(
                isNull(idempotencyKeys.status),
                lte(idempotencyKeys.createdAt, new Date(now.getTime() - patienceMs)),
              ),
            ),
          ),
        );
      const taken = await db
        .insert(idempotencyKeys)
        .values({ ...owner, ...key, status: null, answerSealed: null, createdAt: now })
        .onConflictDoNothing({ target: [column, idempotencyKeys.keyHash] })
        .returning({ id: idempotencyKeys.id });
      if (taken.length > 0) return null;
      const [earlier] = await db.select().from(idempotencyKeys).where(own);
      // Released between the two statements: the next caller gets it.
      return earlier ?? { id: "", requestDigest: key.requestDigest, status: null, answerSealed: null };
    },
    /** The request that has the key, answered or not. */
    async find(keyHash: string, now: Date): Promise<EarlierRequest | null> {
      const live = gt(idempotencyKeys.expiresAt, now);
      const [row] = await db
        .select()
        .from(idempotencyKeys)
        .where(and(here, eq(idempotencyKeys.keyHash, keyHash), live));
      return row ?? null;
    },
    async finish(id: string, status: number, answerSealed: string) {
      await db
        .update(idempotencyKeys)
        .set({ status, answerSealed })
        .where(and(here, eq(idempotencyKeys.id, id)));
    },
    /** Releases the key: nothing was done. */
    async release(id: string) {
      await db.delete(idempotencyKeys).where(and(here, eq(idempotencyKeys.id, id)));
    },
  };
}

function versionOf({ spaceId: _, ...row }: typeof optionVersions.$inferSelect): OptionVersion {
  return { ...row, settings: optionSettingsOf(row.settings) };
}

/** The versions of one space's sign-in options. */
export function optionVersionsIn(db: Database, spaceId: string) {
  const of = (optionId: string) =>
    and(eq(optionVersions.spaceId, spaceId), eq(optionVersions.optionId, optionId));
  return {
    /** Newest first. */
    async of(optionId: string): Promise<OptionVersion[]> {
      const rows = await db
        .select()
        .from(optionVersions)
        .where(of(optionId))
        .orderBy(desc(optionVersions.version));
      return rows.map(versionOf);
    },
    async byNumber(optionId: string, version: number): Promise<OptionVersion | null> {
      const [row] = await db
        .select()
        .from(optionVersions)
        .where(and(of(optionId), eq(optionVersions.version, version)));
      return row ? versionOf(row) : null;
    },
    /** Adds one with the next number. Call it in the transaction that changes the option: its row is the lock. */
    async add(version: Omit<OptionVersion, "version">): Promise<OptionVersion> {
      const latest = db
        .select({ next: sql`coalesce(max(${optionVersions.version}), 0) + 1` })
        .from(optionVersions)
        .where(of(version.optionId));
      const [row] = await db
        .insert(optionVersions)
        .values({ ...version, spaceId, version: sql`(${latest})` })
        .returning();
      if (!row) throw new Error("a version was not written");
      return versionOf(row);
    },
  };
}
