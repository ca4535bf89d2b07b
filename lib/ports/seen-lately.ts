const youngMs = 3_600_000;
const mostKept = 10_000;

/**
 * What this process has recently found in the database, so that it need not query it again at every sign-in. It
 * forgets by itself; anything else is simply queried.
 */
export class SeenLately {
  readonly #until = new Map<string, number>();

  isKnown(key: string, now: Date): boolean {
    return (this.#until.get(key) ?? 0) > now.getTime();
  }

  know(key: string, now: Date): void {
    if (this.#until.size >= mostKept) this.#until.clear();
    this.#until.set(key, now.getTime() + youngMs);
  }
}
