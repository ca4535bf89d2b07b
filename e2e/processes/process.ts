import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { startApplication, untilReady } from "@/scripts/run-next";

/** One process of the production build. */
export interface RunningProcess {
  port: number;
  url: string;
  /** Its log so far, as lines. */
  lines(): Record<string, unknown>[];
  signal(name: NodeJS.Signals): void;
  /** How it ended. */
  ended: Promise<number | null>;
}

/** Starts the production build on a port and waits until it is ready. */
export async function startProcess(port: number, settings: Record<string, string>): Promise<RunningProcess> {
  const child = startApplication({ ...settings, PORT: String(port) }, "pipe");
  let log = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    log += chunk;
  });
  const url = `http://localhost:${port}`;
  await untilReady(`${url}/api/ready`, child);
  return {
    port,
    url,
    lines: () =>
      log
        .split("\n")
        .flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Record<string, unknown>] : [])),
    signal: (name) => child.kill(name),
    ended: once(child, "exit").then(([code]) => code as number | null),
  };
}

/** A free port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}

/** Calls the built command line, and returns its JSON output; throws if it fails. */
export async function gatehouse(words: string[], settings: Record<string, string>): Promise<unknown> {
  const program = join(import.meta.dirname, "../../scripts/gatehouse.mjs");
  const child = spawn(process.execPath, [program, ...words, "--json"], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`gatehouse ${words.join(" ")} ended with ${code}: ${out}`);
  return JSON.parse(out) as unknown;
}
