/** A line that begins or ends a PEM block, as found in a paste. */
export interface PemMarker {
  index: number;
  whole: string;
  side: "BEGIN" | "END";
  label: string;
}

const dashes = new Set("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212");
/** Word processors turn "--" into long dashes, and people miscount them: any run of at least this many counts. */
const mostDashes = 8;
/** The longest label of RFC 7468 has 27 characters. */
const longestLabel = 80;

/**
 * Finds the BEGIN and END lines, even with damaged dashes and blanks. Each word is checked once and with bounded
 * distance around it, so that the time grows with the text alone.
 */
export function pemMarkers(text: string): PemMarker[] {
  const markers: PemMarker[] = [];
  let from = 0;
  for (const word of text.matchAll(/BEGIN|END/gi)) {
    if (word.index < from) continue;
    const marker = markerAt(text, word.index, word[0], from);
    if (!marker) continue;
    markers.push(marker);
    from = marker.index + marker.whole.length;
  }
  return markers;
}

function markerAt(text: string, at: number, word: string, from: number): PemMarker | null {
  const ahead = back(text, at, from, longestLabel, isBlank);
  const index = back(text, ahead, from, mostDashes, isDash);
  if (index === ahead) return null;
  const begin = at + word.length;
  const labelFrom = on(text, begin, longestLabel, isBlank);
  if (labelFrom === begin) return null;
  const labelTo = on(text, labelFrom, longestLabel, isLabel);
  const label = text.slice(labelFrom, labelTo).trimEnd();
  const behind = on(text, labelTo, longestLabel, isBlank);
  const end = on(text, behind, mostDashes, isDash);
  if (label === "" || end === behind) return null;
  return {
    index,
    whole: text.slice(index, end),
    side: word.toUpperCase() === "BEGIN" ? "BEGIN" : "END",
    label,
  };
}

const isDash = (character: string) => dashes.has(character);
const isBlank = (character: string) => character === " " || character === "\t";
const isLabel = (character: string) => /[A-Z0-9 ]/i.test(character);

/** The first place after `at`, within the given number of characters, with anything else. */
function on(text: string, at: number, most: number, is: (character: string) => boolean): number {
  let to = at;
  while (to < Math.min(text.length, at + most) && is(text[to] ?? "")) to += 1;
  return to;
}

/** The last place before `at`, no further back than `from`, that follows anything else. */
function back(
  text: string,
  at: number,
  from: number,
  most: number,
  is: (character: string) => boolean,
): number {
  let to = at;
  while (to > Math.max(from, at - most) && is(text[to - 1] ?? "")) to -= 1;
  return to;
}
