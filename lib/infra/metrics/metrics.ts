import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { InstallationFigures } from "@/lib/ports/installation-figures";
import type { Meter } from "@/lib/ports/meter";
import { watchInstallation } from "./installation-gauges";
import { shareMetrics } from "./metrics-of-workers";

/** Connections to a database server. */
export interface PoolState {
  inUse: number;
  idle: number;
  /** Callers that wait for one. */
  waiting: number;
}

/** The counters of the process, in the format of Prometheus. */
export interface Metrics {
  meter: Meter;
  /** One call out of the process: `answered`, or the error code. */
  outgoingCall(seconds: number, result: string): void;
  /** One statement. */
  query(seconds: number, failed: boolean): void;
  /** One try above a rate limit. */
  limitHit(name: string): void;
  /** One answered request, by the part of the product (`routeArea`) and the status code. */
  request(area: string, status: number, seconds: number): void;
  /** One round of the work that every process repeats in the background. */
  backgroundRound(work: string, failed: boolean): void;
  /** Where to read the figures of the whole installation, at most every 15 seconds; and what runs. */
  watchInstallation(read: () => Promise<InstallationFigures>, version: string): void;
  /** Where to read the state of the pool. */
  watchPool(state: () => PoolState): void;
  /** Everything in the text format of Prometheus, and its media type; with several workers, of all together. */
  report(): Promise<{ text: string; contentType: string }>;
}

/** Codes are ours and few. Anything else must not become a series of its own. */
const label = (code: string) => (/^[a-z][a-z0-9_]{0,59}$/.test(code) ? code : "other");

/** Creates the counters of this process. Call it once: each has its own registry, and observes the whole process. */
// Over 60 lines: one counter after the other, then the functions that feed them.
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const ofAllWorkers = shareMetrics(registry);

  const signIns = new Counter({
    name: "gatehouse_sign_ins_total",
    help: "Completed sign-ins, by method and outcome.",
    labelNames: ["protocol", "outcome"] as const,
    registers,
  });
  const refusals = new Counter({
    name: "gatehouse_sign_in_refusals_total",
    help: "Refused sign-ins, by method and refusal code.",
    labelNames: ["protocol", "code"] as const,
    registers,
  });
  const verification = new Histogram({
    name: "gatehouse_verification_seconds",
    help: "Time to validate a provider's response; with OpenID Connect and OAuth 2, including the calls to the provider.",
    labelNames: ["protocol", "outcome"] as const,
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const outgoing = new Histogram({
    name: "gatehouse_outgoing_call_seconds",
    help: "Calls to providers, webhooks and metadata addresses, by outcome.",
    labelNames: ["result"] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const queries = new Histogram({
    name: "gatehouse_database_query_seconds",
    help: "Statements sent to the database, until their response.",
    labelNames: ["outcome"] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });

  const requests = new Histogram({
    name: "gatehouse_http_request_seconds",
    help: "Answered requests, by the part of the product and the class of the status code.",
    labelNames: ["area", "status"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const limitsHit = new Counter({
    name: "gatehouse_limits_hit_total",
    help: "Tries above a rate limit, which were refused, by the limit's name.",
    labelNames: ["limit"] as const,
    registers,
  });
  const background = new Gauge({
    name: "gatehouse_background_failed",
    help: "1 if the last round of this work failed.",
    labelNames: ["work"] as const,
    // One worker that fails is enough to know of.
    aggregator: "max",
    registers,
  });

  return {
    meter: {
      signIn(protocol, code) {
        const outcome =
          code === null ? "admitted" : code === "awaiting_approval" ? "waits_for_approval" : "refused";
        signIns.inc({ protocol, outcome });
        if (code !== null) refusals.inc({ protocol, code: label(code) });
      },
      verification(protocol) {
        const end = verification.startTimer({ protocol });
        return (outcome) => end({ outcome });
      },
    },
    outgoingCall: (seconds, result) => outgoing.observe({ result: label(result) }, seconds),
    query: (seconds, failed) => queries.observe({ outcome: failed ? "failed" : "answered" }, seconds),
    request: (area, status, seconds) =>
      requests.observe({ area, status: `${Math.floor(status / 100)}xx` }, seconds),
    backgroundRound: (work, failed) => background.set({ work }, failed ? 1 : 0),
    watchInstallation: (read, version) => watchInstallation(registry, read, version),
    limitHit: (name) => limitsHit.inc({ limit: label(name) }),
    watchPool(state) {
      new Gauge({
        name: "gatehouse_database_connections",
        help: "Connections to the database server: in use, idle, and callers waiting for one.",
        labelNames: ["state"] as const,
        registers,
        collect() {
          const { inUse, idle, waiting } = state();
          this.set({ state: "in_use" }, inUse);
          this.set({ state: "idle" }, idle);
          this.set({ state: "waiting" }, waiting);
        },
      });
    },
    async report() {
      const text = (await ofAllWorkers?.()) ?? (await registry.metrics());
      return { text, contentType: registry.contentType };
    },
  };
}
