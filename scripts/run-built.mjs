import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Runs a bundle of the build (`scripts/bundle.ts`) in this process; returns `false` if there is none. */
export async function runBuilt(name) {
  const file = resolve(join(process.env.NEXT_DIST_DIR ?? ".next", "gatehouse", `${name}.mjs`));
  if (!existsSync(file)) return false;
  await import(pathToFileURL(file).href);
  return true;
}
