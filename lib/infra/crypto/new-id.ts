import { randomBytes } from "node:crypto";

// Crockford's alphabet in lower case: no i, l, o, u, and in ASCII order, so that ids sort as the numbers do.
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const chanceLength = 10;

/** `space_…` and so on: the prefix, an underscore and 20 characters, of which the first ten encode the millisecond. */
export function newId(prefix: string, now: number = Date.now()): string {
  let time = "";
  for (let rest = now, left = timeLength; left > 0; left -= 1) {
    time = letters.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  const chance = Array.from(randomBytes(chanceLength), (byte) => letters.charAt(byte % 32)).join("");
  return `${prefix}_${time}${chance}`;
}
