import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, Pool } from "pg";
import { storable } from "@/drizzle/schema/storable";
import { migrationsFolder } from "./migrations-folder";
import { type OnQuery, type OpenDatabase, openedOn } from "./open-database";
import { StatementNames } from "./statement-names";
import { timed } from "./timed";
import { databaseCode } from "./unless-taken";

/** Any number, the same in every process: its holder migrates. */
const migrationLock = 4_718_305_221;

type Query = (...args: unknown[]) => unknown;

const names = new StatementNames();

/** Drizzle's configuration of a statement, with a name if it is worth one. */
function named(config: unknown): unknown {
  if (typeof config !== "object" || config === null || !("text" in config)) return config;
  const { text } = config;
  if (typeof text !== "string" || ("name" in config && config.name)) return config;
  return { ...config, name: names.of(text) };
}

/** A client that replaces text that PostgreSQL cannot store, as the embedded one does, and reports its times. */
function clientClass(onQuery: OnQuery | undefined): typeof Client {
  return class extends Client {
    // `pg` supports many ways to call this. Drizzle uses one, a configuration with the values beside it, and the pool
    // appends a callback.
    override query: Client["query"] = ((asked: unknown, values?: unknown, ...rest: unknown[]) => {
      const config = named(asked);
      const given = Array.isArray(values) ? values.map(storable) : values;
      const [called] = rest;
      const call = (...more: unknown[]) =>
        (Client.prototype.query as Query).call(this, config, given, ...more);
      if (typeof called !== "function") {
        const answer = call(...rest);
        return answer instanceof Promise ? timed(answer, onQuery) : answer;
      }
      const started = performance.now();
      return call((error: unknown, result: unknown) => {
        onQuery?.((performance.now() - started) / 1000, Boolean(error));
        called(error, result);
      });
    }) as Client["query"];
  };
}

/**
 * Opens a pool on a PostgreSQL server and migrates the database; processes that start together do so in turn. An
 * unavailable server is tried again for `patienceMs`. Throws the error of the connection or of a migration.
 */
export async function openPostgresql(
  url: string,
  options: {
    connections?: number;
    patienceMs?: number;
    onIdleError?: (error: Error) => void;
    onQuery?: OnQuery;
  } = {},
): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    // Nothing that a page waits for takes so long; a hanging statement must not keep its locks.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    Client: clientClass(options.onQuery),
  });
  // A connection that the server closes while nobody uses it; the pool opens another when one is needed.
  pool.on("error", (error) => options.onIdleError?.(error));
  try {
    await patiently(options.patienceMs ?? 0, () => migrateInTurn(pool));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const connections = () => ({
    inUse: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return openedOn("postgresql", drizzle({ client: pool }), () => pool.end(), connections);
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

async function migrateInTurn(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const db = drizzle({ client });
  try {
    // Waiting for another's migration, or running a long one, may take longer.
    await db.execute(sql`set statement_timeout = 0`);
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await migrate(db, { migrationsFolder: migrationsFolder() });
  } finally {
    // Closed, not returned: closing releases the lock whatever happened.
    client.release(true);
  }
}
