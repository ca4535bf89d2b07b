import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../driver/database";

/** A digest of everything that is stored, but for the counters of calls and the times at which tokens were used. */
export async function storedDigest(db: Database): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'
        and table_name not in ('rate_limits', 'tokens', 'operator_tokens') order by 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      sql`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.identifier(name)} t`,
  );
  return JSON.stringify(await rowsOf(db, sql.join(digests, sql` union all `)));
}

async function rowsOf<T>(db: Database, query: SQL): Promise<T[]> {
  // The driver's own result, which the common type of both drivers does not know.
  return ((await db.execute(query)) as { rows: T[] }).rows;
}
