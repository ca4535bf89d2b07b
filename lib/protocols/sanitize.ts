/** Line breaks and tabs become one blank each. */
const breaks = /\r\n|[\r\n\t]/g;
/**
 * Control characters, and those that reverse or hide text (bidirectional overrides, zero width), become a visible
 * mark.
 */
const hidden = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** As many certificates as a connection stores. */
const mostItems = 20;

/**
 * Turns a value from outside into one short line of plain text for an administrator. Hidden characters become U+FFFD,
 * so that two different texts look different; the rest is cut at `limit` characters. Markup stays, as text; the
 * caller escapes it. Each item of a list is cut by itself, so that two fingerprints can be compared in full.
 */
export function sanitizeForDisplay(value: unknown, limit = 200): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return list(value, limit);
  const text = typeof value === "string" ? value : stringify(value);
  const line = text
    .slice(0, limit * 2)
    .replace(breaks, " ")
    .replace(hidden, "\u{fffd}");
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

function list(items: readonly string[], limit: number): string {
  const shown = items.slice(0, mostItems).map((item) => sanitizeForDisplay(item, limit));
  const rest = items.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function stringify(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value) ?? String(value);
}
