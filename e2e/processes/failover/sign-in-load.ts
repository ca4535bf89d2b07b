import { setTimeout as wait } from "node:timers/promises";
import type { Lab } from "../lab";

/** One person who signs in, or tries to. */
export interface Visit {
  /** When it was begun, in milliseconds of `performance.now()`. */
  beganAt: number;
  /** Until the person was in, or gave up. */
  tookMs: number;
  /** `null`: signed in. Otherwise what happened instead. */
  lost: string | null;
}

/** What a load balancer was told by one process. */
export interface Readiness {
  at: number;
  process: number;
  status: number;
}

export interface RunningLoad {
  visits: Visit[];
  readiness: Readiness[];
  /** Begins no more, waits for everybody who is under way. */
  stop(): Promise<void>;
}

/** Nobody waits longer for a sign-in than that. */
const patienceMs = 20_000;

/** Begins sign-ins at a steady rate, whatever becomes of the earlier ones, and asks each process whether it is ready. */
export function startLoad(lab: Lab, perSecond: number): RunningLoad {
  const visits: Visit[] = [];
  const readiness: Readiness[] = [];
  const running = new Set<Promise<unknown>>();
  const follow = (work: Promise<unknown>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const visitors = setInterval(() => follow(visit(lab, visits)), 1000 / perSecond);
  const probes = setInterval(() => {
    for (const process of lab.processes.keys()) follow(probe(lab, process, readiness));
  }, 250);
  return {
    visits,
    readiness,
    async stop() {
      clearInterval(visitors);
      clearInterval(probes);
      await Promise.all(running);
    },
  };
}

async function visit(lab: Lab, visits: Visit[]): Promise<void> {
  const beganAt = performance.now();
  const trip = lab.browser().samlTrip(lab.connection.loginPath, "chloe-lindqvist");
  const end = await Promise.race([
    trip.catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
    wait(patienceMs, "no answer", { ref: false }),
  ]);
  const isIn = end === `${lab.front.url}/${lab.space.slug}`;
  visits.push({ beganAt, tookMs: performance.now() - beganAt, lost: isIn ? null : end });
}

async function probe(lab: Lab, process: number, readiness: Readiness[]): Promise<void> {
  const at = performance.now();
  const status = await fetch(`${lab.processes[process]?.url}/api/ready`, {
    signal: AbortSignal.timeout(5_000),
  }).then(
    (response) => response.status,
    () => 0,
  );
  readiness.push({ at, process, status });
}
