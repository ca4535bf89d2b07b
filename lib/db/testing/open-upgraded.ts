import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle as drizzleOnServer } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/pglite";
import { Pool } from "pg";
import type { Database } from "../driver/database";
import { EmbeddedClient } from "../driver/embedded-client";
import type { OpenDatabase } from "../driver/open-database";
import { openEmbedded } from "../driver/open-embedded";
import { openPostgresql } from "../driver/open-postgresql";
import { createDatabase, onServer } from "./open-test-database";

/**
 * A database of another version, from its SQL, opened as the product opens one, which migrates it. `before` has every
 * row of every table before the upgrade. In a folder, or on the server that TEST_DATABASE_URL names; `close` removes
 * it.
 */
export async function openUpgraded(dump: string): Promise<OpenDatabase & { before: StoredRows }> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? upgradeOnServer(server, dump) : upgradeInFolder(dump);
}

/** Rows by table, each with all its columns. */
export type StoredRows = Record<string, Record<string, unknown>[]>;

async function upgradeInFolder(dump: string) {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-upgrade-"));
  const client = new EmbeddedClient({ dataDir: join(folder, "database") });
  await client.exec(dump);
  const before = await storedRows(drizzle({ client }));
  await client.close();
  const open = await openEmbedded(folder);
  const close = async () => {
    await open.close();
    rmSync(folder, { recursive: true });
  };
  return { ...open, before, close };
}

async function upgradeOnServer(server: string, dump: string) {
  const own = await createDatabase(server);
  await onServer(own.url, async (client) => {
    await client.query(dump);
  });
  const pool = new Pool({ connectionString: own.url });
  const before = await storedRows(drizzleOnServer({ client: pool }));
  await pool.end();
  const open = await openPostgresql(own.url);
  const close = async () => {
    await open.close();
    await own.drop();
  };
  return { ...open, before, close };
}

/** Every row of every table. */
export async function storedRows(db: Database): Promise<StoredRows> {
  const tables = await db
    .select({ name: sql<string>`tablename` })
    .from(sql`pg_tables where schemaname = 'public' order by tablename`);
  const stored: StoredRows = {};
  for (const { name } of tables) {
    const rows = await db
      .select({ row: sql<Record<string, unknown>>`to_jsonb(t)` })
      .from(sql`${sql.identifier(name)} t`);
    stored[name] = rows.map(({ row }) => row);
  }
  return stored;
}
