import { and, asc, eq, gt, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import { providerRecords, signingKeys } from "@/drizzle/schema/applications";
import type { Database } from "../driver/database";

/** The kinds of records that the OpenID provider stores. */
export type ProviderModel = ProviderRecord["model"];

/** One record of the OpenID provider. */
export type ProviderRecord = typeof providerRecords.$inferSelect;

/** A key that ID tokens are signed with. */
export type SigningKey = typeof signingKeys.$inferSelect;

/** The OpenID provider's state between two requests. */
export function providerRecordsIn(db: Database) {
  const live = (now: Date) => gt(providerRecords.expiresAt, now);
  return {
    async byId(id: string, now: Date): Promise<ProviderRecord | null> {
      const [row] = await db
        .select()
        .from(providerRecords)
        .where(and(eq(providerRecords.id, id), live(now)));
      return row ?? null;
    },
    async byUid(model: ProviderModel, uidKey: string, now: Date): Promise<ProviderRecord | null> {
      const [row] = await db
        .select()
        .from(providerRecords)
        .where(and(eq(providerRecords.uidKey, uidKey), eq(providerRecords.model, model), live(now)));
      return row ?? null;
    },
    async put(record: ProviderRecord) {
      const { id: _id, model: _model, createdAt: _createdAt, consumedAt: _consumedAt, ...set } = record;
      await db.insert(providerRecords).values(record).onConflictDoUpdate({ target: providerRecords.id, set });
    },
    /** Inserts it if it does not exist; `false` if it does. One statement. */
    async add(record: ProviderRecord, now: Date) {
      const rows = await db
        .insert(providerRecords)
        .values(record)
        // An expired record counts as deleted.
        .onConflictDoUpdate({
          target: providerRecords.id,
          set: { expiresAt: record.expiresAt, createdAt: record.createdAt },
          setWhere: lte(providerRecords.expiresAt, now),
        })
        .returning({ id: providerRecords.id });
      return rows.length > 0;
    },
    /** Marks it as used; `false` if it was used before, or is deleted. One statement. */
    async consume(id: string, now: Date) {
      const rows = await db
        .update(providerRecords)
        .set({ consumedAt: now })
        .where(and(eq(providerRecords.id, id), isNull(providerRecords.consumedAt)))
        .returning({ id: providerRecords.id });
      return rows.length > 0;
    },
    async remove(id: string) {
      await db.delete(providerRecords).where(eq(providerRecords.id, id));
    },
    async removeGrant(model: ProviderModel, grantKey: string) {
      await db
        .delete(providerRecords)
        .where(and(eq(providerRecords.grantKey, grantKey), eq(providerRecords.model, model)));
    },
  };
}

/** Any number that no other lock of ours has. */
const lockOfKeys = 7_310_415;

/** The keys of the OpenID provider. */
export function signingKeysIn(db: Database) {
  const published = (now: Date) => or(isNull(signingKeys.goneAt), gt(signingKeys.goneAt, now));
  return {
    /** Those that are published at the time, the oldest first. */
    async published(now: Date): Promise<SigningKey[]> {
      return db
        .select()
        .from(signingKeys)
        .where(published(now))
        .orderBy(asc(signingKeys.signsFrom), asc(signingKeys.id));
    },
    async insert(key: SigningKey) {
      await db.insert(signingKeys).values(key);
    },
    /** Sets the end of every published key except these. */
    async retireOthers(keep: readonly string[], at: Date) {
      const rows = await db
        .update(signingKeys)
        .set({ goneAt: at })
        .where(and(isNull(signingKeys.goneAt), notInArray(signingKeys.id, [...keep])))
        .returning({ id: signingKeys.id });
      return rows.length;
    },
    /** Keeps other processes from creating keys at the same time, until the transaction ends. */
    async lock() {
      await db.execute(sql`select pg_advisory_xact_lock(${lockOfKeys})`);
    },
  };
}
