import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { nodeFileTrace } from "@vercel/nft";

/** What our bundles start, beside what Next has traced for its own routes. */
const entries = [".next/gatehouse/server.mjs", ".next/gatehouse/cli.mjs"];

/** What only building and developing loads: compilers, their documents, the builds of libraries for development. */
const ofCompilers = [
  /^node_modules\/next\/dist\/(esm|docs|next-devtools|server\/capsize|compiled\/next-devtools)/,
  /^node_modules\/next\/dist\/compiled\/([^/]*webpack|babel|@babel|terser|@vercel\/nft|@next|postcss|cssnano|browserslist)/,
  /^node_modules\/next\/dist\/compiled\/(crypto-browserify|[^/]*-loader|[^/]*-experimental)/,
  /^node_modules\/(typescript|@swc\/core|@next\/swc)/,
  // Not those of other packages: Node reads the names that React exports from its build for development.
  /^node_modules\/next\/dist\/.*\.dev(elopment)?\.js$/,
];

/** Read by their names at the start, which no trace can follow. */
const readByName = ["LICENSE", "drizzle/migrations/meta/_journal.json"];
const foldersReadByName = [
  ".next/build",
  ".next/server",
  ".next/static",
  ".next/gatehouse",
  ".next/node_modules",
];

/** Traces, types and source maps. */
const unused = /\.(nft\.json|d\.ts|map)$/;
const licence = /^(licen[cs]e|notice|copying)/i;

/**
 * The files that the production server and the command line load, and the licences of the packages that they belong
 * to: paths relative to `root`, which holds a build. Throws if it holds none.
 */
export async function tracedFiles(root: string): Promise<string[]> {
  const { fileList } = await nodeFileTrace(entries, {
    base: root,
    ignore: (path) => ofCompilers.some((pattern) => pattern.test(path)),
  });
  const under = (folder: string): string[] => filesUnder(root, folder);
  // A path that is put together from names makes the trace take sources of ours, whose bundle is here.
  const loaded = [...fileList].filter((file) => /^(node_modules|\.next)\//.test(file));
  const files = new Set([...loaded, ...readByName, ...foldersReadByName.flatMap(under)]);
  for (const file of readdirSync(join(root, ".next"))) {
    if (/^[^.]+\.js(on)?$|^BUILD_ID$/.test(file)) files.add(`.next/${file}`);
  }
  for (const file of under("drizzle/migrations")) if (file.endsWith(".sql")) files.add(file);
  const traces = [".next/next-server.js.nft.json", ...under(".next/server")];
  for (const trace of traces) {
    if (!trace.endsWith(".nft.json")) continue;
    const { files: listed } = JSON.parse(readFileSync(join(root, trace), "utf8")) as { files: string[] };
    for (const file of listed) {
      const path = relative(root, resolve(root, dirname(trace), file));
      if (/^(node_modules|\.next)\//.test(path)) files.add(path);
    }
  }
  for (const file of licences(root, files)) files.add(file);
  return [...files].filter((file) => !unused.test(file)).toSorted();
}

/** Files and links; what a link leads to is not entered. */
function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}

/** The licences and notices of the packages of which a file is shipped. */
function licences(root: string, files: Iterable<string>): string[] {
  const packages = new Set<string>();
  for (const file of files) {
    const name = /^(?:[^.].*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (name) packages.add(name);
  }
  return [...packages].flatMap((name) =>
    readdirSync(join(root, name)).flatMap((file) => (licence.test(file) ? [`${name}/${file}`] : [])),
  );
}
