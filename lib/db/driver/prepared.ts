import { createHash } from "node:crypto";
import { type Column, getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgInsertValue, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./database";

interface Built<Answer> {
  toSQL(): { sql: string };
  prepare(name: string): { execute(given?: Record<string, unknown>): Promise<Answer> };
}

/**
 * A placeholder, encoded as a column does it: for values that are set, and for compared moments. Without it a value
 * goes to the database as it is.
 */
export function written(open: Placeholder, column: Column): SQL {
  const encoder = {
    // A column's own encoder does not expect `null`.
    mapToDriverValue: (value: unknown) => (value === null ? null : column.mapToDriverValue(value)),
  };
  return sql`${sql.param(open, encoder)}`;
}

/**
 * A statement that Drizzle builds once for each connection. To build it at each call takes longer than to send it,
 * and a sign-in has a dozen. On PostgreSQL the database plans it once, too, under a name of its own. `names` are the
 * placeholders of `build`; a call fills in all of them.
 */
export function prepared<Answer, const Name extends string>(
  names: readonly Name[],
  build: (db: Database, open: Record<Name, Placeholder>) => Built<Answer>,
): (db: Database, given: Record<Name, unknown>) => Promise<Answer> {
  const open = {} as Record<Name, Placeholder>;
  for (const name of names) open[name] = sql.placeholder(name);
  const made = new WeakMap<Database, ReturnType<Built<Answer>["prepare"]>>();
  return (db, given) => {
    const known = made.get(db);
    if (known) return known.execute(given);
    const built = build(db, open);
    const statement = built.prepare(nameOf(built.toSQL().sql));
    made.set(db, statement);
    return statement.execute(given);
  };
}

/**
 * Named by its text, because the process has this module several times, and a name must not have two meanings on a
 * connection.
 */
const nameOf = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);

/** A row to insert whose columns are placeholders of their own names; columns without one get their default. */
export function openRow<T extends PgTable>(table: T, open: Record<string, Placeholder>): PgInsertValue<T> {
  const columns = Object.entries(getTableColumns(table));
  const values = columns.flatMap(([name, column]) => {
    const place = open[name];
    return place ? [[name, written(place, column)]] : [];
  });
  // Drizzle accepts an expression in place of any value.
  return Object.fromEntries(values) as PgInsertValue<T>;
}

/** The insert of one row that gives every column of the table. */
export function preparedInsert<T extends PgTable>(
  table: T,
): (db: Database, row: Required<T["$inferSelect"]>) => Promise<unknown> {
  return prepared(Object.keys(getTableColumns(table)), (db, open) =>
    db.insert(table).values(openRow(table, open)),
  );
}
