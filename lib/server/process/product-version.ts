import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrationsFolder } from "@/lib/db/driver/migrations-folder";

/** The version in the `package.json` of the folder that the process was started in or under. */
export function productVersion(): string {
  const root = dirname(dirname(migrationsFolder()));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return version;
}
