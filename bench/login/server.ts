import type { ChildProcess } from "node:child_process";
import { startApplication } from "@/scripts/run-next";

/** A started server that is measured from outside. */
export interface MeasuredServer {
  url: string;
  pid: number;
  /** From the start of the process to its first good answer. */
  startMs: number;
  stop(): Promise<void>;
}

/** Starts the production server and waits for its first answer. */
export async function startMeasured(settings: Record<string, string>): Promise<MeasuredServer> {
  const started = performance.now();
  // For a profile: LOGIN_BENCH_SERVER_OPTIONS="--cpu-prof --cpu-prof-dir=…"
  const options = process.env.LOGIN_BENCH_SERVER_OPTIONS?.split(" ") ?? [];
  const child = startApplication(
    { ...settings, LOG_LEVEL: "warn", RATE_LIMIT_FACTOR: "1000000" },
    "ignore",
    options,
  );
  const url = settings.APP_URL ?? "";
  await firstAnswer(`${url}/api/ready`, child);
  const startMs = performance.now() - started;
  return { url, pid: child.pid ?? 0, startMs, stop: () => stopped(child) };
}

/** Stops a child process, and waits until it has ended. */
export function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Polls every few milliseconds: a longer interval would distort the result. */
export async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error("The server has stopped; its message is above.");
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Nothing answers at ${url}.`);
}
