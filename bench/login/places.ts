import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import type { OpenDatabase } from "@/lib/db/driver/open-database";
import { openEmbedded } from "@/lib/db/driver/open-embedded";
import { openPostgresql } from "@/lib/db/driver/open-postgresql";

/** A fresh database, open for filling, and the settings of a server that uses it. */
interface Prepared {
  opened: OpenDatabase;
  settings: Record<string, string>;
  /** Its own processes, if it has any. */
  pids(): Promise<number[]>;
  remove(): Promise<void>;
}

/** A kind of database. */
export interface Place {
  kind: "embedded" | "postgresql";
  name: string;
  open(): Promise<Prepared>;
}

/** The databases to measure: the embedded one, and a PostgreSQL server if there is one. */
export function places(folder: string, serverUrl: string | undefined): Place[] {
  const embedded: Place = {
    kind: "embedded",
    name: "embedded database",
    async open() {
      const dataDir = mkdtempSync(join(folder, "data-"));
      return {
        opened: await openEmbedded(dataDir),
        settings: { DATA_DIR: dataDir, DATABASE_URL: "" },
        pids: async () => [],
        remove: async () => rmSync(dataDir, { recursive: true, force: true }),
      };
    },
  };
  if (serverUrl === undefined) {
    console.log("Without TEST_DATABASE_URL there is no PostgreSQL to measure on.");
    return [embedded];
  }
  return [embedded, { kind: "postgresql", name: "PostgreSQL", open: () => onServer(serverUrl) }];
}

async function onServer(serverUrl: string): Promise<Prepared> {
  const name = `gatehouse_bench_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  return {
    opened: await openPostgresql(url),
    settings: { DATABASE_URL: url },
    async pids() {
      // Including those that write in the background for all.
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where pid <> pg_backend_pid()",
      );
      return rows.map(({ pid }) => pid);
    },
    async remove() {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    },
  };
}
