/** One line of the check-up. */
export interface Finding {
  check: string;
  ok: boolean;
  /** The fact, or what to do. */
  message: string;
}

/** All is well. */
export const good = (check: string, message: string): Finding => ({ check, ok: true, message });
/** The message says what to do. */
export const bad = (check: string, message: string): Finding => ({ check, ok: false, message });
