import { getTableName, sql } from "drizzle-orm";
import { check, customType, type PgColumn, timestamp } from "drizzle-orm/pg-core";
import { storable } from "./storable";

/** An instant with its zone, handled as a JavaScript Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** JSON, with characters that PostgreSQL cannot store replaced. Both drivers return it parsed. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(storable(value)),
    fromDriver: (value) => value as T,
  })(name);

/** Bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
});

/** A CHECK that the column contains one of the listed words (or nothing, if allowed). */
export function oneOf(column: PgColumn, words: readonly string[]) {
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ");
  return check(`${getTableName(column.table)}_${column.name}_listed`, sql`${column} in (${sql.raw(list)})`);
}

/** A CHECK that the number is at least `least`. */
export function atLeast(column: PgColumn, least: number) {
  return check(
    `${getTableName(column.table)}_${column.name}_least`,
    sql`${column} >= ${sql.raw(String(least))}`,
  );
}

/** A CHECK that the one instant is after the other. Only for instants that one statement writes: clocks differ. */
export function after(later: PgColumn, earlier: PgColumn) {
  return check(`${getTableName(later.table)}_${later.name}_order`, sql`${later} > ${earlier}`);
}
