import { scimLimits } from "../limits";
import { wrong } from "../scim-fault";

/** A piece of a filter. `end` follows the last one. */
export type Token =
  | { kind: "(" | ")" | "[" | "]" | "end" }
  | { kind: "text"; value: string }
  | { kind: "word"; value: string };

const marks = new Set(["(", ")", "[", "]"]);

/** Divides a filter into its pieces, in one pass. Throws a fault for what is too long, too deep or not closed. */
export function scanFilter(source: string): Token[] {
  if (source.length > scimLimits.filterLength)
    throw wrong("invalidFilter", `The filter is longer than ${scimLimits.filterLength} characters.`);
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < source.length) {
    const sign = source.charAt(at);
    if (isSpace(sign)) at += 1;
    else if (marks.has(sign)) {
      depth += sign === "(" || sign === "[" ? 1 : -1;
      if (depth > scimLimits.filterDepth)
        throw wrong(
          "invalidFilter",
          `The filter has more than ${scimLimits.filterDepth} brackets within each other.`,
        );
      tokens.push({ kind: sign as "(" | ")" | "[" | "]" });
      at += 1;
    } else if (sign === '"') {
      const end = endOfText(source, at);
      tokens.push({ kind: "text", value: readText(source.slice(at, end)) });
      at = end;
    } else {
      const end = endOfWord(source, at);
      tokens.push({ kind: "word", value: source.slice(at, end) });
      at = end;
    }
  }
  return [...tokens, { kind: "end" }];
}

function isSpace(sign: string): boolean {
  return sign === " " || sign === "\t" || sign === "\r" || sign === "\n";
}

function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (sign === "\\") at += 1;
    else if (sign === '"') return at + 1;
  }
  throw wrong("invalidFilter", "A text in the filter is not closed with a quotation mark.");
}

/** A text is written as in JSON. */
function readText(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw wrong("invalidFilter", "A text in the filter is not written as in JSON.");
  }
}

function endOfWord(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const sign = source.charAt(at);
    if (isSpace(sign) || marks.has(sign) || sign === '"') break;
    at += 1;
  }
  return at;
}
