import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";

/** Packs a folder as `<folder>.tar.gz`, in the order of the names. Throws if `tar` fails. */
export function archive(folder: string): { file: string; bytes: number } {
  const file = `${folder}.tar.gz`;
  const reproducible = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner"];
  const words = [...reproducible, "-czf", file, "-C", dirname(folder), basename(folder)];
  const { status } = spawnSync("tar", words, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`tar could not write ${file}.`);
  return { file, bytes: statSync(file).size };
}
