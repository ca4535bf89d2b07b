/** The processor time of a function in milliseconds: other programs on the machine do not count. */
export function processorTime(run: () => void): number {
  const started = processorClock();
  run();
  return processorClock() - started;
}

/** The processor time of this process so far, in milliseconds: for awaited work between two readings. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The least time of several tries, which end once it is below `bound`: what is too slow is so every time, and a collection of
 * garbage or a busy neighbour on the same core is not.
 */
export function leastTime(run: () => unknown, bound: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8 && least >= bound; round += 1) least = Math.min(least, processorTime(run));
  return least;
}
