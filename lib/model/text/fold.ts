/**
 * Lower case of the letters A to Z only. Every other letter stays: `toLowerCase` merges different texts (the Kelvin
 * sign and k, É and é), and with identifiers different people (docs/normalization.md).
 */
export function foldAscii(text: string): string {
  // Of ASCII alone both foldings make the same, and one call is much faster than one for each letter.
  return /^\p{ASCII}*$/u.test(text)
    ? text.toLowerCase()
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const isXmlSpace = (character: string | undefined) =>
  character === " " || character === "\t" || character === "\n" || character === "\r";

/**
 * Without XML white space (space, tab, line feed, carriage return) at both ends; other blanks are ordinary
 * characters.
 */
export function trimXmlSpace(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isXmlSpace(text[from])) from += 1;
  while (to > from && isXmlSpace(text[to - 1])) to -= 1;
  return text.slice(from, to);
}
