import { passwordHasher } from "@/lib/adapters/crypto/password-hasher";
import { secrets } from "@/lib/adapters/crypto/secrets";
import { createVault } from "@/lib/adapters/crypto/vault";
import { jacksonStorageIn } from "@/lib/adapters/db/jackson-storage";
import type { OpenDatabase } from "@/lib/adapters/db/open-database";
import { openEmbedded } from "@/lib/adapters/db/open-embedded";
import { openPostgresql } from "@/lib/adapters/db/open-postgresql";
import { rateLimitsIn } from "@/lib/adapters/db/rate-limits";
import { createLog } from "@/lib/adapters/log/log";
import { createMetrics, type Metrics } from "@/lib/adapters/metrics/metrics";
import type { Dependencies, Log } from "@/lib/usecases/ports/dependencies";
import type { JacksonStorage } from "@/lib/usecases/ports/jackson-storage";
import { type Settings, settings } from "./env";

/** Everything that a process of the application shares. */
export interface AppDependencies extends Dependencies {
  env: Settings;
  database: OpenDatabase;
  jacksonStorage: JacksonStorage;
  metrics: Metrics;
}

// Next builds a module into several bundles, each with its own variables; the database must be opened once for all.
const shared = globalThis as typeof globalThis & { gatehouseDependencies?: Promise<AppDependencies> };

/**
 * The one set of this process, made at the first call: settings read, database opened and migrated.
 * Throws `SettingsError`, `FolderInUse` or the database's error; the next call then tries again.
 */
export function dependencies(): Promise<AppDependencies> {
  if (!shared.gatehouseDependencies) {
    const made = make();
    shared.gatehouseDependencies = made;
    made.catch(() => {
      if (shared.gatehouseDependencies === made) shared.gatehouseDependencies = undefined;
    });
  }
  return shared.gatehouseDependencies;
}

/** Closes what `dependencies` opened, if it did. */
export async function closeDependencies(): Promise<void> {
  const made = shared.gatehouseDependencies;
  shared.gatehouseDependencies = undefined;
  const open = await made?.catch(() => null);
  await open?.database.close();
}

async function make(): Promise<AppDependencies> {
  const found = settings();
  const log = createLog(found.logLevel);
  for (const warning of found.warnings) log.warn(warning);
  const now = () => new Date();
  const metrics = createMetrics();
  const database = await open(found, log, metrics);
  if (database.pool) metrics.watchPool(database.pool);
  return {
    env: found,
    database,
    store: database.store,
    now,
    secrets,
    vault: createVault(found.keyRing),
    passwords: passwordHasher,
    rateLimits: rateLimitsIn(database.db, { factor: found.rateLimitFactor, now }),
    jacksonStorage: jacksonStorageIn(database.db, now),
    log,
    meter: metrics.meter,
    metrics,
    appUrl: found.appUrl,
  };
}

function open(
  { databaseUrl, dataDir }: Settings,
  log: Log,
  { query }: Pick<Metrics, "query">,
): Promise<OpenDatabase> {
  if (databaseUrl === null) return openEmbedded(dataDir, { onQuery: query });
  return openPostgresql(databaseUrl, {
    // As long as a database that is started together with us may need.
    patienceMs: 15_000,
    onQuery: query,
    onIdleError: (error) => log.warn("a connection to the database was lost", { error }),
  });
}
