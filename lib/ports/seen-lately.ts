const youngMs = 3_600_000;
const mostKept = 10_000;

/**
 * What this process has found written of late, so that it need not ask again at every sign-in. It forgets by itself; what
 * it does not know is merely asked of the database.
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
