import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const nextBinary = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Builds the production application; throws where that fails. `folder` is where the build goes. */
export function buildApplication(folder = ".next"): void {
  const { status } = spawnSync(process.execPath, [nextBinary, "build"], {
    stdio: ["ignore", process.env.CI ? "inherit" : "ignore", "inherit"],
    env: { ...process.env, NEXT_DIST_DIR: folder, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error("The build has failed: run `npm run build` to see why.");
}

/** Starts the production server, with options for Node. The child ends with this process. */
export function startApplication(
  settings: Record<string, string>,
  output: "inherit" | "ignore" | "pipe" = "inherit",
  nodeOptions: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, nextBinary, "start"], {
    stdio: ["ignore", output, "inherit"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
      NEXT_MANUAL_SIG_HANDLE: "true",
      ...settings,
    },
  });
  process.once("exit", () => child.kill());
  return child;
}

/** Waits until an address answers well; throws where the server ends or a minute has passed. */
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
