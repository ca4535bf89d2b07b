const minute = 60_000;

/**
 * Counts the extra looks at a provider that a refusal would cost, one a minute for each key, so that no flood of odd
 * answers becomes a flood of calls.
 */
export class ExtraLooks {
  private readonly lastAt = new Map<string, number>();

  constructor(private readonly clock: () => number) {}

  /** Whether a look may be taken now; if so, it is counted. */
  take(key: string): boolean {
    const last = this.lastAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (this.clock() - last < minute) return false;
    if (this.lastAt.size >= 10_000) this.lastAt.clear();
    this.lastAt.set(key, this.clock());
    return true;
  }
}
