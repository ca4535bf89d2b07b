/** The sign-ins of one day through one connection. */
export interface SignInDay {
  connectionId: string;
  /** `2026-11-30`, in UTC. */
  day: string;
  admitted: number;
  refused: number;
}

/** How many sign-ins of a space were admitted and refused, day by day. */
export interface SignInDays {
  /** From the day `since` to now, days without a sign-in left out. Test runs and links do not count. */
  since(since: Date): Promise<SignInDay[]>;
}

/** The counts of all spaces. */
export interface SignInDayCounter {
  /** Counts every day that ended before `until` and was not counted yet; answers how many rows it wrote. Can be repeated. */
  countDays(until: Date): Promise<number>;
  /** Admitted and refused of each of the spaces since that day. */
  totals(
    spaceIds: readonly string[],
    since: Date,
  ): Promise<Map<string, { admitted: number; refused: number }>>;
  /** Forgets the days before. */
  prune(before: Date): Promise<void>;
}
