import { type Column, type SQL, sql } from "drizzle-orm";

/**
 * The column with its table's name, for a subquery written by hand. In what a statement on one table selects or
 * returns, Drizzle writes the columns of a template without their table: inside a subquery such a name means the
 * subquery's own column of that name, and the condition compares it with itself.
 */
export function qualified(column: Column): SQL {
  return sql`${column}`;
}
