import type { Step } from "./step";

export interface CacheTimes {
  /** How long a value is served without fetching again. */
  freshMs: number;
  /** How long after its fetch the last good value is served if a new one is unavailable. */
  staleMs: number;
  /** After a failure, how long a value that is still good enough is served without another try. */
  retryMs: number;
}

interface Entry<T> {
  value: T;
  fetchedAt: number;
  failedAt: number;
}

/**
 * The key under which a connection finds what it fetched itself. Nothing is shared by address: several tenants may
 * use one provider, and a call of one that hangs, fails or is deferred would affect everybody.
 */
export function cacheKey(connectionId: string, address: string): string {
  return `${connectionId} ${address}`;
}

/**
 * Caches fetched values, per key, with one fetch per key at a time: concurrent callers wait for the same answer. It
 * only saves time; a second process simply has its own. Failures are never cached.
 */
export class ExpiringCache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly running = new Map<string, Promise<Step<T>>>();

  constructor(
    private readonly times: CacheTimes,
    private readonly clock: () => number,
    private readonly size = 10_000,
  ) {}

  /** The fresh value, or what `load` brings, or the last good one. */
  async get(key: string, load: () => Promise<Step<T>>): Promise<Step<T>> {
    const entry = this.entries.get(key);
    const now = this.clock();
    if (entry) {
      const age = now - entry.fetchedAt;
      const spared = now - entry.failedAt < this.times.retryMs && age < this.times.staleMs;
      if (age < this.times.freshMs || spared) return { ok: true, value: entry.value };
    }
    const answer = await this.reload(key, load);
    if (answer.ok || !entry || now - entry.fetchedAt >= this.times.staleMs) return answer;
    entry.failedAt = now;
    return { ok: true, value: entry.value };
  }

  /** Loads now, or joins the load that runs. */
  reload(key: string, load: () => Promise<Step<T>>): Promise<Step<T>> {
    const running = this.running.get(key);
    if (running) return running;
    const loading = load()
      .then((answer) => {
        if (answer.ok) this.put(key, answer.value);
        return answer;
      })
      .finally(() => this.running.delete(key));
    this.running.set(key, loading);
    return loading;
  }

  put(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, { value, fetchedAt: this.clock(), failedAt: Number.NEGATIVE_INFINITY });
    // A map keeps the order of insertion: the first is the oldest.
    const oldest = this.entries.size > this.size ? this.entries.keys().next().value : undefined;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
