import { readdirSync, readFileSync } from "node:fs";

/**
 * Processor time of a process and those that it has started, so far, all threads, in milliseconds: Linux counts it in
 * nanoseconds.
 */
export function processorTime(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const own = threads.reduce((sum, thread) => sum + spent(`/proc/${pid}/task/${thread}/schedstat`), 0);
  return startedBy(pid).reduce((sum, child) => sum + processorTime(child), own);
}

function startedBy(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

/** The first number is the time on a processor (Documentation/scheduler/sched-stats). */
function spent(path: string): number {
  try {
    return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;
  } catch {
    // A thread that has just ended.
    return 0;
  }
}

/** Resident memory of a process and those that it has started, in megabytes. */
export function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  const own = Number(line?.[1] ?? 0) / 1024;
  return startedBy(pid).reduce((sum, child) => sum + residentMegabytes(child), own);
}
