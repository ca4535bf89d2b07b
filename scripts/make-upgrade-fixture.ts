import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { fixtureVault } from "@/lib/db/testing/fixture-key";
import { openSsoLab } from "@/lib/features/testing/sso-lab";
import { makeContent } from "./fixture-content";

/**
 * Stores a database of this version as SQL in drizzle/fixtures, for later versions to be upgraded from. Run it at a
 * release, before the next migration is written:
 *
 * npx tsx scripts/postgres-for-tests.ts npx tsx scripts/make-upgrade-fixture.ts
 */
async function main(): Promise<string> {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const lab = await openSsoLab();
  try {
    const { url } = lab.database;
    if (url === null)
      throw new Error("TEST_DATABASE_URL is missing: run this by scripts/postgres-for-tests.ts");
    await makeContent({ ...lab, deps: { ...lab.deps, vault: fixtureVault() } });
    await refuseEmptyTables(url);
    const file = join("drizzle", "fixtures", `${version}.sql`);
    writeFileSync(file, dump(url));
    return file;
  } finally {
    await lab.close();
  }
}

/** A table without a row would be upgraded untested. */
async function refuseEmptyTables(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const empty: string[] = [];
    for (const { name } of tables.rows) {
      const found = await client.query(`select 1 from ${client.escapeIdentifier(name)} limit 1`);
      if (found.rows.length === 0) empty.push(name);
    }
    if (empty.length > 0)
      throw new Error(`scripts/fixture-content.ts leaves tables empty: ${empty.join(", ")}`);
  } finally {
    await client.end();
  }
}

/** SQL that PGlite loads too: without roles, psql's own commands and an empty search path. */
function dump(url: string): string {
  const options = ["--inserts", "--no-owner", "--no-privileges", "--no-comments", "--encoding=UTF8"];
  const { status, stdout, stderr } = spawnSync("pg_dump", [...options, url], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`pg_dump failed: ${stderr}`);
  return stdout
    .split("\n")
    .filter((line) => !/^(\\(un)?restrict |SELECT pg_catalog\.set_config\('search_path')/.test(line))
    .join("\n");
}

main().then(
  (file) => {
    console.log(file);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
