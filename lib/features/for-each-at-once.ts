/** Runs `work` for each, at most `atOnce` at the same time, in order of beginning. `work` handles its own failures. */
export async function forEachAtOnce<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = all.values();
  const worker = async () => {
    // The iterator is shared: each takes the next item that is not started.
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
