/** Work that is repeated until it is stopped. */
export interface Polling {
  /** Starts no further round; resolves when the current one is done. */
  stop(): Promise<void>;
}

/**
 * Runs `work`, waits, and repeats: rounds never overlap. The timer alone keeps no process alive. `work` handles its
 * own failures.
 *
 * @param everyMs milliseconds from the end of a round to the next
 * @param firstAfterMs milliseconds until the first one
 */
export function startPolling(work: () => Promise<void>, everyMs: number, firstAfterMs = everyMs): Polling {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  const schedule = (wait: number) => {
    timer = setTimeout(() => {
      running = work().finally(() => {
        if (!stopped) schedule(everyMs);
      });
    }, wait);
    timer.unref();
  };
  schedule(firstAfterMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
