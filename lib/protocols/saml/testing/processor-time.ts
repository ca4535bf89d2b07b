/** The processor time of a function in milliseconds: other programs on the machine do not count. */
export function processorTime(run: () => unknown): number {
  const started = processorClock();
  run();
  return processorClock() - started;
}

/** The processor time of this process so far, in milliseconds: for awaited work between two readings. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The pauses before each try: a busy neighbour on the same core may stay for a second. */
const pauses = [0, 0, 0, 20, 40, 80, 160, 320, 640, 1_280];

/**
 * The least time of several tries, which end once it is below `bound`: what is too slow is so every time, and a collection of
 * garbage or a busy neighbour on the same core is not.
 */
export function leastTime(run: () => unknown, bound: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const pause of pauses) {
    if (pause > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    least = Math.min(least, processorTime(run));
    if (least < bound) break;
  }
  return least;
}

/** The same for work that is awaited. */
export async function leastTimeOf(run: () => Promise<unknown>, bound: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const pause of pauses) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const started = processorClock();
    await run();
    least = Math.min(least, processorClock() - started);
    if (least < bound) break;
  }
  return least;
}
