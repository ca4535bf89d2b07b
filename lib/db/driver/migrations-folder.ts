import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const journal = join("drizzle", "migrations", "meta", "_journal.json");

/**
 * The folder of migrations: beside the `package.json` that the process was started under, or above it. A server built by
 * Next, a script and a test all run from somewhere in the project. Throws if there is none.
 */
export function migrationsFolder(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, journal))) return join(folder, "drizzle", "migrations");
    if (dirname(folder) === folder) throw new Error(`no drizzle/migrations in or above ${from}`);
  }
}
