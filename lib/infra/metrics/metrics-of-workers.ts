import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";

/** What a worker asks and is told: the metrics of all workers as one text, or `null` if not all answered. */
interface Question {
  type: "gatehouse:metrics";
  number: number;
}
interface Reply extends Question {
  text: string | null;
}

/** Longer than the library waits for the workers. */
const patienceMs = 6_000;

const isQuestion = (message: unknown): message is Question =>
  typeof message === "object" &&
  message !== null &&
  "type" in message &&
  message.type === "gatehouse:metrics";

/** In the primary process: answers a worker that was asked for the metrics. */
export function answerMetricsOfAll(worker: Worker): void {
  const all = new AggregatorRegistry();
  worker.on("message", async (message: unknown) => {
    if (!isQuestion(message)) return;
    const text = await all.clusterMetrics().catch(() => null);
    const reply: Reply = { ...message, text };
    if (worker.isConnected()) worker.send(reply);
  });
}

/**
 * Offers the registry of this process to the primary one. Returns how to read those of all workers together, or `null`
 * if this process is no worker. Counters add up; gauges do what they were made for. What is read is `null` if a worker
 * does not answer.
 */
export function shareMetrics(registry: Registry): (() => Promise<string | null>) | null {
  if (!cluster.isWorker) return null;
  AggregatorRegistry.setRegistries(registry);
  // It makes the library listen to the primary process.
  new AggregatorRegistry();
  let asked = 0;
  const waiting = new Map<number, (text: string | null) => void>();
  process.on("message", (message: unknown) => {
    if (isQuestion(message)) waiting.get(message.number)?.((message as Reply).text);
  });
  return () => {
    asked += 1;
    const number = asked;
    return new Promise<string | null>((resolve) => {
      const timer = setTimeout(resolve, patienceMs, null);
      waiting.set(number, (text) => {
        clearTimeout(timer);
        resolve(text);
      });
      process.send?.({ type: "gatehouse:metrics", number } satisfies Question);
    }).finally(() => waiting.delete(number));
  };
}
