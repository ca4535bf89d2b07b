/**
 * Limits the calls that run per host and those that wait for them, so that a provider that hangs fills its own queue
 * and nobody else's. Hosts never share a limit, and neither do parties at one host.
 */
export class HostGate {
  private readonly hosts = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(
    private readonly atOnce: number,
    private readonly queue: number,
  ) {}

  /**
   * Waits for a turn. Returns the function that ends it, or `null` if the queue is full. Rejects with the signal's
   * reason if that ends first.
   */
  async enter(party: string, address: string, signal: AbortSignal): Promise<(() => void) | null> {
    signal.throwIfAborted();
    // No host has a blank in it.
    const host = `${address} ${party}`;
    const state = this.hosts.get(host) ?? { running: 0, waiting: [] };
    this.hosts.set(host, state);
    if (state.running < this.atOnce) {
      state.running += 1;
      return this.leaveOnce(host);
    }
    if (state.waiting.length >= this.queue) return null;
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        state.waiting.splice(state.waiting.indexOf(turn), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      state.waiting.push(turn);
    });
    return this.leaveOnce(host);
  }

  private leaveOnce(host: string): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const state = this.hosts.get(host);
      if (!state) return;
      // The turn passes on with the count unchanged, so that nobody slips in between.
      const next = state.waiting.shift();
      if (next) return next();
      state.running -= 1;
      if (state.running === 0) this.hosts.delete(host);
    };
  }
}
