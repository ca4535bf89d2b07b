import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { EmbeddedClient } from "./embedded-client";
import { lockFolder } from "./folder-lock";
import { migrationsFolder } from "./migrations-folder";
import { type OpenDatabase, openedOn } from "./open-database";

/**
 * Opens the database in `dataDir`, which it makes where it is missing, and migrates it.
 * Throws `FolderInUse` where another process has it open.
 */
export async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(dataDir);
  try {
    const client = new EmbeddedClient({ dataDir: join(dataDir, "database") });
    await client.waitReady;
    const db = drizzle({ client });
    // The folder's lock is the lock of the migration.
    await migrate(db, { migrationsFolder: migrationsFolder() });
    return openedOn("embedded", db, async () => {
      await client.close();
      lock.release();
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}
