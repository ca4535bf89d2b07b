import { setTimeout } from "node:timers/promises";

const everyMs = 100;
/** Longer than it takes to trade a code; anybody who waits longer has lost the one that worked. */
const patienceMs = 12_000;

/** Polls for what another request, perhaps in another process, is about to write; `null` if it does not. */
export async function soon<T>(look: () => Promise<T | null>): Promise<T | null> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null || performance.now() > until) return found;
    await setTimeout(everyMs);
  }
}
