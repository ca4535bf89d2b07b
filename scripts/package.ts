import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { archive } from "./package/archive";
import { readManifest } from "./package/manifest";
import { tracedFiles } from "./package/traced-files";
import { writePackage } from "./package/write-package";
import { buildApplication } from "./run-next";

/**
 * `npm run package`: the production build as one folder and one tarball that need nothing but Node, for machines of
 * this kind: server, command line, migrations, static files, and of the libraries only the files that are loaded.
 *
 * `--out <folder>` where to (`dist`), `--no-build` to pack the build that is there.
 */

const { values } = parseArgs({
  options: { out: { type: "string", default: "dist" }, "no-build": { type: "boolean", default: false } },
});
const root = resolve(import.meta.dirname, "..");
const { version } = readManifest(root);
const folder = join(resolve(values.out), `gatehouse-${version}-${process.platform}-${process.arch}`);

if (!values["no-build"]) await buildApplication();
const { bytes, count } = writePackage(root, folder, await tracedFiles(root));
const tarball = archive(folder);
const megabytes = (size: number): string => `${(size / 1e6).toFixed(0)} MB`;
console.log(`${folder}: ${megabytes(bytes)} in ${count} files`);
console.log(`${tarball.file}: ${megabytes(tarball.bytes)}`);
