import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** A Drizzle database or an open transaction, on PGlite and on node-postgres alike. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;
