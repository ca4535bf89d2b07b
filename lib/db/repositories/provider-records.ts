import { and, asc, eq, gt, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import { providerRecords, signingKeys } from "@/drizzle/schema/applications";
import type { ProviderRecords, SigningKeys } from "@/lib/ports/applications";
import type { Database } from "../driver/database";

/** What the OpenID provider keeps between two requests. */
export function providerRecordsIn(db: Database): ProviderRecords {
  const live = (now: Date) => gt(providerRecords.expiresAt, now);
  return {
    async byId(id, now) {
      const [row] = await db
        .select()
        .from(providerRecords)
        .where(and(eq(providerRecords.id, id), live(now)));
      return row ?? null;
    },
    async byUid(model, uidKey, now) {
      const [row] = await db
        .select()
        .from(providerRecords)
        .where(and(eq(providerRecords.uidKey, uidKey), eq(providerRecords.model, model), live(now)));
      return row ?? null;
    },
    async put(record) {
      const { id: _id, model: _model, createdAt: _createdAt, consumedAt: _consumedAt, ...set } = record;
      await db.insert(providerRecords).values(record).onConflictDoUpdate({ target: providerRecords.id, set });
    },
    async add(record, now) {
      const rows = await db
        .insert(providerRecords)
        .values(record)
        // What has expired is as good as gone.
        .onConflictDoUpdate({
          target: providerRecords.id,
          set: { expiresAt: record.expiresAt, createdAt: record.createdAt },
          setWhere: lte(providerRecords.expiresAt, now),
        })
        .returning({ id: providerRecords.id });
      return rows.length > 0;
    },
    async consume(id, now) {
      const rows = await db
        .update(providerRecords)
        .set({ consumedAt: now })
        .where(and(eq(providerRecords.id, id), isNull(providerRecords.consumedAt)))
        .returning({ id: providerRecords.id });
      return rows.length > 0;
    },
    async remove(id) {
      await db.delete(providerRecords).where(eq(providerRecords.id, id));
    },
    async removeGrant(model, grantKey) {
      await db
        .delete(providerRecords)
        .where(and(eq(providerRecords.grantKey, grantKey), eq(providerRecords.model, model)));
    },
  };
}

/** Any number that no other lock of ours has. */
const lockOfKeys = 7_310_415;

/** The keys of the OpenID provider. */
export function signingKeysIn(db: Database): SigningKeys {
  const published = (now: Date) => or(isNull(signingKeys.goneAt), gt(signingKeys.goneAt, now));
  return {
    async published(now) {
      return db
        .select()
        .from(signingKeys)
        .where(published(now))
        .orderBy(asc(signingKeys.signsFrom), asc(signingKeys.id));
    },
    async insert(key) {
      await db.insert(signingKeys).values(key);
    },
    async retireOthers(keep, at) {
      const rows = await db
        .update(signingKeys)
        .set({ goneAt: at })
        .where(and(isNull(signingKeys.goneAt), notInArray(signingKeys.id, [...keep])))
        .returning({ id: signingKeys.id });
      return rows.length;
    },
    async lock() {
      await db.execute(sql`select pg_advisory_xact_lock(${lockOfKeys})`);
    },
  };
}
