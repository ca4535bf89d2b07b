/** The time over which leaving people are counted. */
export const brakeMinutes = 10;

/**
 * How many people may lose access by one directory within that time before the rest is held: a tenth of its people, one
 * at least, so that somebody can leave a small company, and never more than twenty.
 */
export function brakeLimit(people: number): number {
  return Math.min(20, Math.max(1, Math.floor(people / 10)));
}
