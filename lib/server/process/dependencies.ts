import { migrationState } from "@/lib/db/driver/database-facts";
import type { OnQuery } from "@/lib/db/driver/database-state";
import type { OpenDatabase } from "@/lib/db/driver/open-database";
import { installationFigures } from "@/lib/db/repositories/installation-figures";
import { jacksonStorageIn } from "@/lib/db/repositories/jackson-storage";
import { rateLimitsIn } from "@/lib/db/repositories/rate-limits";
import { passwordHasher } from "@/lib/infra/crypto/password-hasher";
import { secrets } from "@/lib/infra/crypto/secrets";
import { createVault } from "@/lib/infra/crypto/vault";
import { images } from "@/lib/infra/images/images";
import { createLog } from "@/lib/infra/log/log";
import { createMetrics, type Metrics } from "@/lib/infra/metrics/metrics";
import { recordStatement } from "@/lib/infra/tracing/record-calls";
import { recordSpan } from "@/lib/infra/tracing/span";
import type { Dependencies, Log } from "@/lib/ports/dependencies";
import type { JacksonStorage } from "@/lib/ports/jackson-storage";
import type { Meter } from "@/lib/ports/meter";
import { type Settings, settings } from "./env";
import { productVersion } from "./product-version";

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
 * The one set of this process, created at the first call: settings read, database opened and migrated. Throws
 * `SettingsError`, `FolderInUse` or the database's error; the next call then tries again.
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
  metrics.watchInstallation(() => installationFigures(database.db, now()), productVersion());
  await warnOfNewer(database, log);
  return {
    env: found,
    database,
    store: database.store,
    now,
    secrets,
    vault: createVault(found.keyRing),
    passwords: passwordHasher,
    images,
    rateLimits: rateLimitsIn(database.db, {
      factor: found.rateLimitFactor,
      begins: found.beginLimit,
      onHit: metrics.limitHit,
    }),
    jacksonStorage: jacksonStorageIn(database.db, now),
    log,
    meter: traced(metrics.meter),
    metrics,
    appUrl: found.appUrl,
  };
}

/** The same counters, which also record the check of a provider's answer as a span. */
function traced(meter: Meter): Meter {
  return {
    ...meter,
    verification(protocol) {
      const started = performance.now();
      const end = meter.verification(protocol);
      return (outcome) => {
        end(outcome);
        const attributes = { "gatehouse.outcome": outcome };
        recordSpan(`verify ${protocol}`, (performance.now() - started) / 1000, { attributes });
      };
    },
  };
}

/**
 * Old processes keep working on a migrated database while new ones are started beside them, so it is no reason to
 * stop; but nobody should leave it so without knowing.
 */
async function warnOfNewer({ db }: OpenDatabase, log: Log): Promise<void> {
  const { included, applied } = await migrationState(db);
  if (applied > included)
    log.error("the database is newer than this version: start the version that migrated it", {
      included,
      applied,
    });
}

/** Loads the driver that it needs; a process on PostgreSQL does not need an embedded one. */
async function open(
  { databaseUrl, databasePooler, dataDir }: Settings,
  log: Log,
  { query }: Pick<Metrics, "query">,
): Promise<OpenDatabase> {
  const observed: OnQuery = (seconds, failed, text) => {
    query(seconds, failed);
    recordStatement(seconds, failed, text);
  };
  if (databaseUrl === null) {
    const { openEmbedded } = await import("@/lib/db/driver/open-embedded");
    return openEmbedded(dataDir, { onQuery: observed });
  }
  const { openPostgresql } = await import("@/lib/db/driver/open-postgresql");
  return openPostgresql(databaseUrl, {
    pooler: databasePooler,
    // As long as a database that is started together with us may need.
    patienceMs: 15_000,
    onQuery: observed,
    onIdleError: (error) => log.warn("a connection to the database was lost", { error }),
    onClock: (aheadMs) =>
      log.error("this machine's clock differs from the database's: people will be refused", {
        seconds: Math.round(aheadMs / 1000),
      }),
    onChange: ({ fault }) =>
      fault === null
        ? log.info("the database is available again")
        : log.error("the database is not available", { fault }),
  });
}
