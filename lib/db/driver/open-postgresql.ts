import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, type ClientConfig } from "pg";
import type { DatabaseState, OnQuery } from "./database-state";
import { DatabaseWatch } from "./database-watch";
import { migrationsFolder } from "./migrations-folder";
import { type OpenDatabase, openedOn } from "./open-database";
import { Connections, clientClass } from "./postgresql-client";
import { SteadyPool } from "./postgresql-pool";
import { databaseCode } from "./unless-taken";

/** Any number, the same in every process: its holder migrates. */
const migrationLock = 4_718_305_221;

/** What stands between us and the server; a pooler gives each of our connections one of the server's. */
export type Pooler = "none" | "session";

/** As the server is asked to keep them, for every connection. */
const serverTimeouts = {
  // Nothing that a page waits for takes so long; a hanging statement must not keep its locks.
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
};

/** TCP itself notices a dead connection that nobody uses within some 20 seconds. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/**
 * Opens a pool on a PostgreSQL server and migrates the database; processes that start together do so in turn. An
 * unavailable server is tried again for `patienceMs`. Throws the error of the connection or of a migration.
 */
export async function openPostgresql(
  url: string,
  options: {
    connections?: number;
    patienceMs?: number;
    pooler?: Pooler;
    onIdleError?: (error: Error) => void;
    onQuery?: OnQuery;
    /** This machine's clock differs from the database's by more than is tolerable; called once until it is right. */
    onClock?: (aheadMs: number) => void;
    /** The database has become unavailable, or available again. */
    onChange?: (state: DatabaseState) => void;
  } = {},
): Promise<OpenDatabase> {
  const pooler = options.pooler ?? "none";
  // A pooler refuses what it would have to set on a connection that others use too: its own settings have it.
  const config = { connectionString: url, ...keepAlive, ...(pooler === "none" ? serverTimeouts : {}) };
  await patiently(options.patienceMs ?? 0, () => migrateInTurn(config));
  const connections = new Connections();
  const watch = new DatabaseWatch(config, connections, {
    onChange: (state) => options.onChange?.(state),
    onClock: (aheadMs) => options.onClock?.(aheadMs),
  });
  const pool = new SteadyPool(
    {
      ...config,
      max: options.connections ?? 10,
      Client: clientClass({ connections, named: true, onQuery: options.onQuery }),
    },
    watch,
  );
  // A connection that breaks while nobody uses it; the pool opens another when one is needed.
  pool.on("error", (error) => {
    watch.notice(error);
    options.onIdleError?.(error);
  });
  watch.start();
  const count = () => ({
    inUse: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return openedOn("postgresql", drizzle({ client: pool }), {
    pool: count,
    watch,
    async end() {
      await watch.stop();
      await pool.end();
    },
  });
}

// Nobody listens yet, its name does not resolve yet, or it is starting up (57P03, cannot_connect_now).
const notUpYet = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "57P03"]);

async function patiently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const code = databaseCode(error)?.code;
      if (!code || !notUpYet.has(code) || Date.now() >= until) throw error;
      await setTimeout(Math.min(500, patienceMs));
    }
  }
}

/**
 * In one transaction, on a connection of its own: Drizzle begins another within it, which PostgreSQL takes for the
 * same, and its commit ends both, and the lock. A lock of the session would be lost behind a pooler.
 */
async function migrateInTurn(config: ClientConfig): Promise<void> {
  const client = new Client({ ...config, connectionTimeoutMillis: 10_000 });
  // An error that nobody listens to ends the process; the statement that meets it fails anyway.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const db = drizzle({ client });
    await db.execute(sql`begin`);
    // Waiting for another's migration, or running a long one, may take longer.
    await db.execute(sql`set local statement_timeout = 0`);
    await db.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await db.execute(sql`select pg_advisory_xact_lock(${migrationLock})`);
    await migrate(db, { migrationsFolder: migrationsFolder() });
  } finally {
    await client.end();
  }
}
