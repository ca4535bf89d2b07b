/**
 * Scans texts from outside in time that grows with their length alone. A regular expression that may begin at every
 * character and run on from each of them takes the square of it, and stops everybody while it does: `npm run
 * check:regex` refuses those.
 */

/** What `\s` matches in a regular expression. */
export const blanks =
  " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/** The text without the characters of `leading` at its beginning and those of `trailing` at its end. */
export function trimCharacters(text: string, leading: string, trailing: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && leading.includes(text[from] ?? "")) from += 1;
  while (to > from && trailing.includes(text[to - 1] ?? "")) to -= 1;
  return text.slice(from, to);
}

/** A text to search for, prepared for linear time. */
export interface Needle {
  readonly text: string;
  /** For each of its beginnings: how long a shorter beginning of it that one ends in (Knuth, Morris, Pratt). */
  readonly borders: Uint16Array;
}

/** Prepares a text of at most 65,535 characters for searching. */
export function needle(text: string): Needle {
  const borders = new Uint16Array(text.length);
  let length = 0;
  for (let at = 1; at < text.length; at += 1) {
    while (length > 0 && text[at] !== text[length]) length = borders[length - 1] ?? 0;
    if (text[at] === text[length]) length += 1;
    borders[at] = length;
  }
  return { text, borders };
}

/** Its position in `text` from `from` on, or -1, like `indexOf`; `indexOf` takes the product of both lengths. */
export function find({ text: wanted, borders }: Needle, text: string, from = 0): number {
  if (wanted === "") return Math.min(from, text.length);
  let length = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    while (length > 0 && code !== wanted.charCodeAt(length)) length = borders[length - 1] ?? 0;
    if (code === wanted.charCodeAt(length)) length += 1;
    if (length === wanted.length) return at - length + 1;
  }
  return -1;
}
