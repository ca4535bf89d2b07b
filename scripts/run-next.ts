import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleFolder, bundleServer } from "./bundle";

const nextBinary = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Builds the production application; throws if that fails. `folder` is the target of the build. */
export async function buildApplication(folder = ".next"): Promise<void> {
  const { status } = spawnSync(process.execPath, [nextBinary, "build"], {
    stdio: ["ignore", process.env.CI ? "inherit" : "ignore", "inherit"],
    env: { ...process.env, NEXT_DIST_DIR: folder, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error("The build has failed: run `npm run build` to see why.");
  await bundleServer(bundleFolder(folder));
}

/** Starts the production server, with options for Node. The child ends with this process. */
export function startApplication(
  settings: Record<string, string>,
  output: "inherit" | "ignore" | "pipe" = "inherit",
  nodeOptions: readonly string[] = [],
): ChildProcess {
  const folder = bundleFolder(settings.NEXT_DIST_DIR ?? process.env.NEXT_DIST_DIR ?? ".next");
  return startServer([...nodeOptions, join(folder, "server.mjs")], settings, output);
}

/** Starts the server of a packed artefact (`npm run package`), from the folder that it was unpacked to. */
export function startPackage(folder: string, settings: Record<string, string>): ChildProcess {
  return startServer([join(folder, "server.mjs")], settings, "inherit");
}

/** Starts the same server in development mode, from the current source: Next compiles on request. */
export async function startDevelopment(settings: Record<string, string>): Promise<ChildProcess> {
  // Not in the build's own folder, which may belong to another state of the source.
  const folder = join(".next", "gatehouse-dev");
  await bundleServer(folder);
  return startServer(["--enable-source-maps", join(folder, "server.mjs"), "--dev"], settings, "inherit");
}

function startServer(
  words: readonly string[],
  settings: Record<string, string>,
  output: "inherit" | "ignore" | "pipe",
): ChildProcess {
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...settings },
  });
  process.once("exit", () => child.kill());
  return child;
}

/** Waits for a successful answer of an address; throws if the server ends or a minute passes. */
export async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error("The server has stopped; its message is above.");
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`Nothing answers at ${url}.`);
}
