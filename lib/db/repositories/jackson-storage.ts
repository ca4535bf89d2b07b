import { and, asc, count, desc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { jacksonIndex, jacksonStore } from "@/drizzle/schema/audit";
import type { JacksonPage, JacksonStorage } from "@/lib/ports/jackson-storage";
import type { Database } from "../driver/database";

/** The registry's records, in tables of the same database. */
// Over 60 lines: one short method per query, over one handle.
export function jacksonStorageIn(db: Database, now: () => Date = () => new Date()): JacksonStorage {
  const alive = (namespace: string) =>
    and(
      eq(jacksonStore.namespace, namespace),
      or(isNull(jacksonStore.expiresAt), gt(jacksonStore.expiresAt, now())),
    );
  const indexed = and(
    eq(jacksonIndex.namespace, jacksonStore.namespace),
    eq(jacksonIndex.storeKey, jacksonStore.key),
  );
  return {
    async get(namespace, key) {
      const [row] = await db
        .select({ value: jacksonStore.value })
        .from(jacksonStore)
        .where(and(alive(namespace), eq(jacksonStore.key, key)));
      return row?.value ?? null;
    },
    async put({ namespace, key, value, expiresAt, indexKeys }) {
      await db.transaction(async (tx) => {
        await tx
          .insert(jacksonStore)
          .values({ namespace, key, value, expiresAt, createdAt: now() })
          .onConflictDoUpdate({
            target: [jacksonStore.namespace, jacksonStore.key],
            set: { value, expiresAt },
          });
        await tx
          .delete(jacksonIndex)
          .where(and(eq(jacksonIndex.namespace, namespace), eq(jacksonIndex.storeKey, key)));
        const rows = [...new Set(indexKeys)].map((indexKey) => ({ namespace, indexKey, storeKey: key }));
        if (rows.length > 0) await tx.insert(jacksonIndex).values(rows);
      });
    },
    async deleteMany(namespace, keys) {
      if (keys.length === 0) return;
      // Their index rows are deleted with them, by the foreign key.
      await db
        .delete(jacksonStore)
        .where(and(eq(jacksonStore.namespace, namespace), inArray(jacksonStore.key, [...keys])));
    },
    async listByIndex(namespace, indexKey, page) {
      const rows = await db
        .select({ value: jacksonStore.value })
        .from(jacksonIndex)
        .innerJoin(jacksonStore, indexed)
        .where(and(alive(namespace), eq(jacksonIndex.indexKey, indexKey)))
        .orderBy(...orderFor(page))
        .limit(page.limit)
        .offset(page.offset);
      return rows.map((row) => row.value);
    },
    async listAll(namespace, page) {
      const rows = await db
        .select({ value: jacksonStore.value })
        .from(jacksonStore)
        .where(alive(namespace))
        .orderBy(...orderFor(page))
        .limit(page.limit)
        .offset(page.offset);
      return rows.map((row) => row.value);
    },
    async count(namespace, indexKey) {
      if (indexKey === null) return db.$count(jacksonStore, alive(namespace));
      const [row] = await db
        .select({ records: count() })
        .from(jacksonIndex)
        .innerJoin(jacksonStore, indexed)
        .where(and(alive(namespace), eq(jacksonIndex.indexKey, indexKey)));
      return row?.records ?? 0;
    },
  };
}

function orderFor({ order }: JacksonPage) {
  const direction = order === "newest_first" ? desc : asc;
  return [direction(jacksonStore.createdAt), direction(jacksonStore.key)];
}
