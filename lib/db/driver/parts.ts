import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./database";

/** Keeps one statement's document within a few megabytes. */
const rowsAStatement = 10_000;

/** Splits a long list into parts that fit into one statement each. */
export function parts<T>(rows: readonly T[]): T[][] {
  const divided: T[][] = [];
  for (let at = 0; at < rows.length; at += rowsAStatement) divided.push(rows.slice(at, at + rowsAStatement));
  return divided;
}

/** As Drizzle's `inArray`, by one parameter for the whole list instead of one for each entry. */
export function isOneOf(column: Column, list: readonly string[]): SQL {
  return sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;
}

/**
 * Inserts many rows with one parameter per statement, a JSON document: a parameter for each value of 20,000 rows
 * takes many times as long. `onConflict` follows `on conflict`.
 */
export async function insertMany<T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
  onConflict: SQL,
): Promise<void> {
  const columns = Object.entries(getTableColumns(table));
  for (const part of parts(rows)) {
    const [first] = part;
    if (first === undefined) continue;
    const given = columns.filter(([key]) => Object.hasOwn(first, key));
    const names = sql.join(
      given.map(([, column]) => sql.identifier(column.name)),
      sql`, `,
    );
    const types = sql.join(
      given.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
      sql`, `,
    );
    const values = part.map((row) =>
      Object.fromEntries(
        given.map(([key, column]) => {
          const value = (row as Record<string, unknown>)[key] ?? null;
          const sent = value === null ? null : column.mapToDriverValue(value);
          // JSON is passed as itself, not as a text that contains it.
          return [
            column.name,
            column.getSQLType() === "jsonb" && typeof sent === "string" ? JSON.parse(sent) : sent,
          ];
        }),
      ),
    );
    await db.execute(
      sql`insert into ${table} (${names}) select ${names} from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as given(${types}) on conflict ${onConflict}`,
    );
  }
}
