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
