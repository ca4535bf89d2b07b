import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { Client } from "pg";
import { EmbeddedClient } from "../driver/embedded-client";
import { migrationsFolder } from "../driver/migrations-folder";
import { type OpenDatabase, openedOn } from "../driver/open-database";
import { openPostgresql } from "../driver/open-postgresql";

export interface TestDatabase extends OpenDatabase {
  /** Empties every table, the audit log included. */
  reset(): Promise<void>;
}

/**
 * An empty migrated database for one test file: in memory, or, where TEST_DATABASE_URL names a PostgreSQL server, a
 * database of its own there, dropped by `close`.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  const open = url ? await openOnServer(url) : await openInMemory();
  return { ...open, reset: () => empty(open) };
}

async function openInMemory(): Promise<OpenDatabase> {
  const client = new EmbeddedClient({ loadDataDir: new Blob([await migratedFolder()]) });
  await client.waitReady;
  return openedOn("embedded", drizzle({ client }), () => client.close());
}

/** A dump of an empty migrated database, made once for each set of migrations: making it takes seconds, loading it not. */
async function migratedFolder(): Promise<Uint8Array<ArrayBuffer>> {
  const folder = migrationsFolder();
  const digest = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".sql")) digest.update(readFileSync(join(folder, name)));
  }
  const cache = join(tmpdir(), "gatehouse-test-databases");
  const file = join(cache, `${digest.digest("hex")}.tar`);
  try {
    return readFileSync(file);
  } catch {
    const client = new EmbeddedClient();
    await migrate(drizzle({ client }), { migrationsFolder: folder });
    const dump = new Uint8Array(await (await client.dumpDataDir("none")).arrayBuffer());
    await client.close();
    mkdirSync(cache, { recursive: true });
    // Another test may be at it too: whoever is last leaves a whole file.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, dump);
    renameSync(draft, file);
    return dump;
  }
}

async function openOnServer(url: string): Promise<OpenDatabase> {
  const name = `gatehouse_test_${randomBytes(8).toString("hex")}`;
  await onServer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const open = await openPostgresql(own.href);
  return {
    ...open,
    async close() {
      await open.close();
      await onServer(url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function empty({ db }: OpenDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    // Without triggers: the audit log refuses to be emptied, and the order of the tables does not matter.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`do $$
      declare one text;
      begin
        for one in select tablename from pg_tables where schemaname = 'public' loop
          execute format('delete from %I', one);
        end loop;
      end $$`);
  });
}
