/** Control characters, and those that turn or hide text (bidirectional overrides, zero width). */
const unsafe = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A value from outside as one short line of plain text for an administrator: hidden and control characters become
 * blanks, the rest is cut at `limit` characters. Markup stays as it came, as text; whoever shows it escapes it.
 */
export function sanitizeForDisplay(value: unknown, limit = 200): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : stringify(value);
  const clean = text
    .slice(0, limit * 4)
    .replace(unsafe, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

function stringify(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return JSON.stringify(value) ?? String(value);
}
