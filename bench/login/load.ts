import { Wire } from "./client";
import type { Visitor } from "./names";
import { processorTime } from "./process";
import type { Trip } from "./trips";

/** The measurements of a number of sign-ins. */
export interface Measured {
  atOnce: number;
  signIns: number;
  seconds: number;
  /** Processor time of the measured process for one sign-in, in milliseconds. */
  processorMs: number;
  /** The same of the database's processes; `null` if it is in the measured process. */
  databaseMs: number | null;
  steps: Map<string, { wall: number[]; processorMs: number | null }>;
}

export interface Load {
  /** The measured process, and the database's processes. */
  pid: number;
  databasePids: () => Promise<number[]>;
  trip: Trip;
  visitorOf: (number: number) => Visitor;
}

/** Signs in a number of people, a number at once, and measures. */
export async function measure(load: Load, signIns: number, atOnce: number): Promise<Measured> {
  const wire = new Wire();
  const steps: Measured["steps"] = new Map();
  const spentBy = new Map<string, number>();
  const databases = await load.databasePids();
  const before = processorTime(load.pid);
  const databaseBefore = sum(databases);
  const started = performance.now();
  let next = 0;
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    // Only if nobody else is active can processor time be attributed to a step.
    const spent = atOnce === 1 ? processorTime(load.pid) : 0;
    const from = performance.now();
    const answer = await work();
    const entry = steps.get(step) ?? { wall: [], processorMs: null };
    entry.wall.push(performance.now() - from);
    steps.set(step, entry);
    if (atOnce === 1) spentBy.set(step, (spentBy.get(step) ?? 0) + processorTime(load.pid) - spent);
    return answer;
  };
  const one = async () => {
    while (next < signIns) {
      const visitor = load.visitorOf(next++);
      await load.trip(wire.browser(), visitor, timed);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const seconds = (performance.now() - started) / 1000;
  const processorMs = (processorTime(load.pid) - before) / signIns;
  for (const [step, entry] of steps)
    entry.processorMs = atOnce === 1 ? (spentBy.get(step) ?? 0) / signIns : null;
  // Connections that were opened meanwhile count from their beginning.
  const databaseMs =
    databases.length > 0 ? (sum(await load.databasePids()) - databaseBefore) / signIns : null;
  wire.close();
  return { atOnce, signIns, seconds, processorMs, databaseMs, steps };
}

const sum = (pids: number[]) => pids.reduce((total, pid) => total + quietly(pid), 0);

/** A backend of the database may have ended meanwhile. */
function quietly(pid: number): number {
  try {
    return processorTime(pid);
  } catch {
    return 0;
  }
}
