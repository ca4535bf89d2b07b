/** The result of looking up a name's TXT records. */
export type TxtAnswer =
  | { outcome: "found"; texts: string[] }
  /** The name does not exist, or has no TXT records. */
  | { outcome: "none" }
  /** The name servers did not answer, or answered with an error. */
  | { outcome: "failed"; reason: string };

/** Reads TXT records; never throws, and ends in bounded time. */
export interface TxtLookup {
  txt(name: string): Promise<TxtAnswer>;
}
