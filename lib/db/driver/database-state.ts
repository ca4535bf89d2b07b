/** What is known of the database at this moment. */
export interface DatabaseState {
  /** `null`: it answers, and can be written. Otherwise why not, as a code. */
  fault: string | null;
  /** How far this machine's clock is ahead of the database's, in milliseconds; `null` if it has not been compared. */
  clockAheadMs: number | null;
}

/** Called for every statement: how long its answer took, whether it failed, and its text, without values. */
export type OnQuery = (seconds: number, failed: boolean, text: string) => void;

/** Whether the database answers, and when it does again. */
export interface Availability {
  /** Resolves when it answers, with `false` if it does not within that time. */
  whenAnswers(withinMs: number): Promise<boolean>;
  /** Whether it was away, or a statement found it so, since a moment of `performance.now()`. */
  faultSince(moment: number): boolean;
}

/** Assertions live for minutes: a machine whose clock differs by more refuses people. */
export const tolerableClockMs = 60_000;
