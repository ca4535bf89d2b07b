import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readManifest } from "./manifest";

/** Started from any folder: settings, migrations and the build are found from the working directory. */
const start = `import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
`;
/** As the server that Next makes itself as a “standalone” output: reading next.config.js takes its compilers. */
const configuration = `const built = JSON.parse(readFileSync(".next/required-server-files.json", "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(built.config);
`;
const launchers = {
  "server.mjs": `${start}${configuration}await import("./.next/gatehouse/server.mjs");\n`,
  "gatehouse.mjs": `${start.slice(start.indexOf("\n") + 1)}await import("./.next/gatehouse/cli.mjs");\n`,
};

const readme = `Gatehouse. Start it with nothing but Node (20.9 or newer):

  node server.mjs --hostname 127.0.0.1
  node gatehouse.mjs doctor

Settings are read from the environment, and from a file .env beside this one. The licences of the libraries are in their
folders under node_modules.
`;

/**
 * Copies the files (paths relative to `root`) into the folder, which is emptied first, and writes the launchers
 * `server.mjs` and `gatehouse.mjs` beside them. Returns their number and size in bytes.
 */
export function writePackage(
  root: string,
  folder: string,
  files: readonly string[],
): { bytes: number; count: number } {
  const { name, version, license, engines } = readManifest(root);
  rmSync(folder, { recursive: true, force: true });
  let bytes = 0;
  let count = 0;
  for (const file of files) {
    const from = join(root, file);
    const found = existsSync(from) && lstatSync(from);
    // The folders appear with their files; links between packages stay links.
    if (!found || found.isDirectory()) continue;
    const to = join(folder, file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { verbatimSymlinks: true });
    bytes += found.size;
    count += 1;
  }
  const about = { name, version, private: true, license, type: "module", engines };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(about, null, 2)}\n`);
  for (const [file, text] of Object.entries({ ...launchers, README: readme }))
    writeFileSync(join(folder, file), text);
  return { bytes, count };
}
