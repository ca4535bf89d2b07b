import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { OnQuery } from "./database-state";
import { EmbeddedClient } from "./embedded-client";
import { lockFolder } from "./folder-lock";
import { migrationsFolder } from "./migrations-folder";
import { type OpenDatabase, openedOn } from "./open-database";

/**
 * Opens the database in the folder, which it creates if missing, and migrates it. Throws `FolderInUse` if another
 * process has it open.
 */
export async function openEmbedded(
  dataFolder: string,
  options: { onQuery?: OnQuery } = {},
): Promise<OpenDatabase> {
  // Absolute, so that a message about it is clear from anywhere.
  const dataDir = resolve(dataFolder);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(dataDir);
  try {
    const folder = join(dataDir, "database");
    const unfinished = join(dataDir, "database.unfinished");
    // A first start that was cut off has left a partial database, without any data.
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
    if (!existsSync(folder)) writeFileSync(unfinished, "");
    const client = new EmbeddedClient({ dataDir: folder }, options.onQuery);
    await client.waitReady;
    const db = drizzle({ client });
    // The folder's lock also guards the migration.
    await migrate(db, { migrationsFolder: migrationsFolder() });
    rmSync(unfinished, { force: true });
    return openedOn("embedded", db, {
      async end() {
        await client.close();
        lock.release();
      },
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}
