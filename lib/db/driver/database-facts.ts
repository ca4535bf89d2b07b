import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "./database";
import { migrationsFolder } from "./migrations-folder";

/** The database server's own clock. */
export async function databaseClock(db: Database): Promise<Date> {
  const [row] = rowsOf<{ now: string | Date }>(await db.execute(sql`select now() as now`));
  if (!row) throw new Error("select now() answered no row");
  return new Date(row.now);
}

/** The number of migrations in this version, and in the database. */
export async function migrationState(db: Database): Promise<{ included: number; applied: number }> {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), "meta", "_journal.json"), "utf8")) as {
    entries: unknown[];
  };
  const counted = await db.execute(sql`select count(*)::int as applied from drizzle.__drizzle_migrations`);
  const [row] = rowsOf<{ applied: number }>(counted);
  return { included: journal.entries.length, applied: row?.applied ?? 0 };
}

/** Both drivers return an object with `rows` for raw statements. */
function rowsOf<T>(result: unknown): T[] {
  return (result as { rows: T[] }).rows;
}
