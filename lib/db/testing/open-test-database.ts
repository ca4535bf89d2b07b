import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { Client } from "pg";
import type { OnQuery } from "../driver/database-state";
import { EmbeddedClient } from "../driver/embedded-client";
import { migrationsFolder } from "../driver/migrations-folder";
import { type OpenDatabase, openedOn } from "../driver/open-database";
import { openPostgresql } from "../driver/open-postgresql";

export interface TestDatabase extends OpenDatabase {
  /** Its address on the server; null: in memory. */
  url: string | null;
  /** Empties every table, the audit log included. */
  reset(): Promise<void>;
}

/**
 * An empty migrated database for one test file: in memory, or, if TEST_DATABASE_URL names a PostgreSQL server, a
 * database of its own there, dropped by `close`. One in memory serves the next test file of its process after `close`,
 * unless its statements are reported.
 */
export async function openTestDatabase(onQuery?: OnQuery): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  const open = url ? await openOnServer(url, onQuery) : { ...(await openInMemory(onQuery)), url: null };
  return { ...open, reset: () => empty(open) };
}

/** Closed ones, for reuse: to start one takes half a second of work, to empty it some milliseconds. */
const idle: EmbeddedClient[] = [];

async function openInMemory(onQuery?: OnQuery): Promise<OpenDatabase> {
  const used = onQuery ? undefined : idle.pop();
  const client = used ?? new EmbeddedClient({ loadDataDir: new Blob([await migratedFolder()]) }, onQuery);
  await client.waitReady;
  const open = openedOn("embedded", drizzle({ client }), {
    async end() {
      if (onQuery) await client.close();
      else idle.push(client);
    },
  });
  if (used) await empty(open);
  return open;
}

/** Identifies the set of migrations. */
function digestOfMigrations(): string {
  const folder = migrationsFolder();
  const digest = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".sql")) digest.update(readFileSync(join(folder, name)));
  }
  return digest.digest("hex");
}

/**
 * A dump of an empty migrated database, made once for each set of migrations: making it takes seconds, loading it
 * does not.
 */
async function migratedFolder(): Promise<Uint8Array<ArrayBuffer>> {
  const cache = join(tmpdir(), "gatehouse-test-databases");
  const file = join(cache, `${digestOfMigrations()}.tar`);
  try {
    return readFileSync(file);
  } catch {
    const client = new EmbeddedClient();
    await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder() });
    const dump = new Uint8Array(await (await client.dumpDataDir("none")).arrayBuffer());
    await client.close();
    mkdirSync(cache, { recursive: true });
    // Another test may be writing it too: the last one leaves a complete file.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, dump);
    renameSync(draft, file);
    return dump;
  }
}

/** An empty migrated database in a folder for `openEmbedded`, which then has nothing to do: migrating takes seconds. */
export async function prepareFolder(dataFolder: string): Promise<void> {
  const loadDataDir = new Blob([await migratedFolder()]);
  mkdirSync(dataFolder, { recursive: true });
  const client = new EmbeddedClient({ dataDir: join(dataFolder, "database"), loadDataDir });
  await client.waitReady;
  await client.close();
}

async function openOnServer(url: string, onQuery?: OnQuery): Promise<OpenDatabase & { url: string }> {
  const own = await createDatabase(url, await templateOn(url));
  const open = await openPostgresql(own.url, onQuery ? { onQuery } : {});
  const close = async () => {
    await open.close();
    await own.drop();
  };
  return { ...open, url: own.url, close };
}

/** A database on the server, empty or the copy of another. */
export async function createDatabase(
  server: string,
  template = "template1",
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `gatehouse_test_${randomBytes(8).toString("hex")}`;
  await onServer(server, async (client) => {
    await client.query(`create database ${name} template ${template}`);
  });
  const drop = () =>
    onServer(server, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
    });
  return { url: addressOf(server, name), drop };
}

function addressOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** An empty migrated database on the server, made once for each set of migrations and kept: copying it is quicker. */
async function templateOn(url: string): Promise<string> {
  const name = `gatehouse_template_${digestOfMigrations().slice(0, 16)}`;
  await onServer(url, async (client) => {
    // One process makes it, the others wait. If it dies, it leaves none, or an incomplete one by another name.
    await client.query("select pg_advisory_lock(7105)");
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await (await openPostgresql(addressOf(url, draft))).close();
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

/** Provides a connection to the server. */
export async function onServer(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
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
