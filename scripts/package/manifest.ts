import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What `package.json` says of the product. */
interface Manifest {
  name: string;
  version: string;
  license: string;
  engines: Record<string, string>;
}

/** The `package.json` of the source tree at `root`. */
export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
}
