const mostNamed = 300;
const mostCounted = 2_000;
/** Longer ones carry lists of values and hardly repeat. */
const longestNamed = 10_000;
/** The number of uses after which a statement is worth a name. */
const worthIt = 3;

/**
 * Names for repeated statements. Under a name PostgreSQL parses and plans a statement once for each connection, which
 * is otherwise half the time of a short one there (PostgreSQL manual, "Extended Query").
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Map<string, number>();

  /** The name of a statement; `undefined` while it is rare, and if it is too long or too many have names. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (text.length > longestNamed || this.#names.size >= mostNamed) return undefined;
    const seen = (this.#seen.get(text) ?? 0) + 1;
    if (seen < worthIt) {
      // Statements that are built differently each time must not accumulate.
      if (this.#seen.size >= mostCounted) this.#seen.clear();
      this.#seen.set(text, seen);
      return undefined;
    }
    this.#seen.delete(text);
    const name = `s${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
