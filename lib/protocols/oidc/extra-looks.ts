const minute = 60_000;

/**
 * Counts the extra fetches from a provider before a refusal, one a minute for each key, so that a flood of odd
 * answers does not become a flood of calls.
 */
export class ExtraLooks {
  private readonly lastAt = new Map<string, number>();

  constructor(private readonly clock: () => number) {}

  /** Whether a fetch is allowed now; if so, it is counted. */
  take(key: string): boolean {
    const last = this.lastAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (this.clock() - last < minute) return false;
    if (this.lastAt.size >= 10_000) this.lastAt.clear();
    this.lastAt.set(key, this.clock());
    return true;
  }
}
