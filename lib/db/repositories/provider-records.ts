import {
  and,
  asc,
  type Column,
  eq,
  getTableColumns,
  gt,
  isNull,
  lte,
  notInArray,
  or,
  type Placeholder,
  sql,
} from "drizzle-orm";
import { providerRecords, signingKeys } from "@/drizzle/schema/applications";
import type { Database } from "../driver/database";
import { openRow, prepared, written } from "../driver/prepared";

/** The kinds of records that the OpenID provider stores. */
export type ProviderModel = ProviderRecord["model"];

/** One record of the OpenID provider. */
export type ProviderRecord = typeof providerRecords.$inferSelect;

/** A key that ID tokens are signed with. */
export type SigningKey = typeof signingKeys.$inferSelect;

const live = (now: Placeholder) => gt(providerRecords.expiresAt, written(now, providerRecords.expiresAt));

const liveById = prepared(["id", "now"], (db, { id, now }) =>
  db
    .select()
    .from(providerRecords)
    .where(and(eq(providerRecords.id, id), live(now))),
);

const liveByUid = prepared(["model", "uidKey", "now"], (db, { model, uidKey, now }) =>
  db
    .select()
    .from(providerRecords)
    .where(and(eq(providerRecords.uidKey, uidKey), eq(providerRecords.model, model), live(now))),
);

const proposed = (column: Column) => sql`excluded.${sql.identifier(column.name)}`;

const putOne = prepared(Object.keys(getTableColumns(providerRecords)), (db, open) =>
  db
    .insert(providerRecords)
    .values(openRow(providerRecords, open))
    .onConflictDoUpdate({
      target: providerRecords.id,
      set: {
        grantKey: proposed(providerRecords.grantKey),
        uidKey: proposed(providerRecords.uidKey),
        applicationId: proposed(providerRecords.applicationId),
        applicationSessionId: proposed(providerRecords.applicationSessionId),
        payloadSealed: proposed(providerRecords.payloadSealed),
        expiresAt: proposed(providerRecords.expiresAt),
      },
    }),
);

const consumeOne = prepared(["id", "now"], (db, { id, now }) =>
  db
    .update(providerRecords)
    .set({ consumedAt: written(now, providerRecords.consumedAt) })
    .where(and(eq(providerRecords.id, id), isNull(providerRecords.consumedAt)))
    .returning({ id: providerRecords.id }),
);

const removeOne = prepared(["id"], (db, { id }) =>
  db.delete(providerRecords).where(eq(providerRecords.id, id)),
);

/** The OpenID provider's state between two requests. */
export function providerRecordsIn(db: Database) {
  return {
    async byId(id: string, now: Date): Promise<ProviderRecord | null> {
      const [row] = await liveById(db, { id, now });
      return row ?? null;
    },
    async byUid(model: ProviderModel, uidKey: string, now: Date): Promise<ProviderRecord | null> {
      const [row] = await liveByUid(db, { model, uidKey, now });
      return row ?? null;
    },
    async put(record: ProviderRecord) {
      await putOne(db, record);
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
      return (await consumeOne(db, { id, now })).length > 0;
    },
    async remove(id: string) {
      await removeOne(db, { id });
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
