/** The sign-ins of one day. */
export interface DayCount {
  /** `2026-11-30`, in UTC. */
  day: string;
  admitted: number;
  refused: number;
}

const dayMs = 86_400_000;

/** The midnight (UTC) at which a row of `days` days begins that ends with the day of `now`. */
export function firstDayOf(days: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs);
}

/** Every one of the days up to the day of `now`, oldest first; a day without a sign-in counts zero. Rows of one day add up. */
export function fillDays(rows: readonly DayCount[], days: number, now: Date): DayCount[] {
  const first = firstDayOf(days, now).getTime();
  const filled = Array.from({ length: days }, (_, index) => ({
    day: new Date(first + index * dayMs).toISOString().slice(0, 10),
    admitted: 0,
    refused: 0,
  }));
  const byDay = new Map(filled.map((one) => [one.day, one]));
  for (const row of rows) {
    const one = byDay.get(row.day);
    if (!one) continue;
    one.admitted += row.admitted;
    one.refused += row.refused;
  }
  return filled;
}

/** All days together. */
export function totalOf(days: readonly DayCount[]): { admitted: number; refused: number } {
  return {
    admitted: days.reduce((sum, { admitted }) => sum + admitted, 0),
    refused: days.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** A row of days with its totals, for a chart. */
export interface SignInStatistics {
  /** Oldest first, today last, none left out. */
  days: DayCount[];
  admitted: number;
  refused: number;
}
