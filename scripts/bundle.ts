import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Next's package does not declare its entries, so Node finds them by their file's name only. */
const nextEntries: Plugin = {
  name: "next-entries",
  setup({ onResolve }) {
    onResolve({ filter: /^next\/[a-z-]+$/ }, ({ path }) => ({ path: `${path}.js`, external: true }));
  },
};

/**
 * Bundles the server and the command line as `server.mjs` and `cli.mjs`, so that production needs no compiler, and the
 * script of the pages on the way in.
 */
export async function bundleServer(folder: string): Promise<string[]> {
  const external = await bundle({ server: "server/main.ts", cli: "scripts/gatehouse.ts" }, folder);
  await bundlePageScript(folder);
  return external;
}

/** Bundles the script of the pages on the way in for browsers, as `page-script.js`. The server puts it into them. */
async function bundlePageScript(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { "page-script": "components/page-script/main.ts" },
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
}

/**
 * Bundles modules of ours, each with its dependencies, as `<name>.mjs` in the folder. Libraries stay outside: Node
 * loads them from `node_modules`, once for these bundles and for Next's. Returns the modules that are loaded from
 * outside.
 */
export async function bundle(entryPoints: Record<string, string>, folder: string): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.9",
    packages: "external",
    plugins: [nextEntries],
    metafile: true,
    logLevel: "warning",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.flatMap(({ external, path }) => (external ? [path] : [])))].toSorted();
}

/** The folder of a build's bundles. */
export function bundleFolder(build: string): string {
  return join(build, "gatehouse");
}

// `npm run build` calls it after Next, which empties the folder.
if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundleServer(bundleFolder(process.env.NEXT_DIST_DIR ?? ".next"));
