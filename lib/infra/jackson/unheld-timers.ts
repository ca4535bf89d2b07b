import { AsyncLocalStorage } from "node:async_hooks";

const within = new AsyncLocalStorage<true>();

/**
 * Runs `work` so that the intervals that it starts do not keep the process alive. Jackson starts two that it never
 * exposes (statistics every 30 seconds, traces every day), and a command line must be able to end. Intervals that
 * others start meanwhile are unaffected.
 */
export async function withUnheldTimers<T>(work: () => Promise<T>): Promise<T> {
  const original = globalThis.setInterval;
  const unheld = Object.assign((...given: Parameters<typeof setInterval>) => {
    const timer = original(...given);
    if (within.getStore()) timer.unref();
    return timer;
  }, original);
  globalThis.setInterval = unheld as typeof setInterval;
  try {
    return await within.run(true, work);
  } finally {
    if (globalThis.setInterval === unheld) globalThis.setInterval = original;
  }
}
