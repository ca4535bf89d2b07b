import { toUSVString } from "node:util";

// PostgreSQL cannot store U+0000 in text, nor half a surrogate pair in JSON. Both can come from outside, in an
// address or in a claim of a provider, and must not cause an error of the database.

/** The value with every character that the database cannot store replaced by U+FFFD, at any depth. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") {
    const whole = toUSVString(value);
    return whole.includes("\0") ? whole.replaceAll("\0", "\uFFFD") : whole;
  }
  if (Array.isArray(value)) return value.map(storable);
  if (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [storable(name), storable(member)]),
    );
  }
  return value;
}
