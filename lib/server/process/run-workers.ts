import cluster, { type Worker } from "node:cluster";
import { createLog } from "@/lib/infra/log/log";
import { answerMetricsOfAll } from "@/lib/infra/metrics/metrics-of-workers";
import { settings } from "./env";
import { stopGracefully } from "./stop-gracefully";

/** How long to wait before a worker that ended is replaced: at first, and at most if it keeps ending. */
const [firstPauseMs, longestPauseMs] = [1_000, 30_000];
/** A worker that lived this long has not failed at its start. */
const settledMs = 60_000;

/**
 * Starts that many processes of the application on one port (Node's `cluster`), passes on signals, and replaces a
 * worker that ends by itself. A first worker that cannot start ends everything: it has said why. Returns once the
 * workers are started; the process then lives until it is asked to stop. Throws `SettingsError`.
 */
export function runWorkers(count: number): void {
  const log = createLog(settings().logLevel);
  let stopping = false;
  let anyListened = false;
  let pauseMs = firstPauseMs;

  const start = (): void => {
    const startedAt = performance.now();
    const worker = cluster.fork();
    answerMetricsOfAll(worker);
    worker.once("listening", () => {
      anyListened = true;
    });
    worker.once("exit", (code, signal) => {
      if (stopping) return;
      if (!anyListened) process.exit(code || 1);
      pauseMs =
        performance.now() - startedAt > settledMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      log.error("a worker ended and is replaced", { worker: worker.process.pid, code, signal, pauseMs });
      setTimeout(() => stopping || start(), pauseMs);
    });
  };
  for (let number = 0; number < count; number += 1) start();

  stopGracefully(async (signal) => {
    stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => ended(worker, signal)));
  });
}

/** A second signal ends this process at once, and with it the channel, whose end the worker notices. */
function ended(worker: Worker, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.process.kill(signal);
  });
}
