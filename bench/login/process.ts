import { readdirSync, readFileSync } from "node:fs";

/** Processor time of a process so far, all its threads, in milliseconds: Linux counts it in nanoseconds. */
export function processorTime(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + spent(`/proc/${pid}/task/${thread}/schedstat`), 0);
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

/** Resident memory of a process in megabytes. */
export function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) / 1024;
}
