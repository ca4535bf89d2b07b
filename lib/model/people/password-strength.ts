/** A guess resistance from 0 (guessed at once) to 4 (very hard), as zxcvbn counts. */
export type PasswordScore = 0 | 1 | 2 | 3 | 4;

export const shortestPassword = 10;
/** Longer ones cost hashing time and gain nothing. */
export const longestPassword = 200;
const weakestAccepted: PasswordScore = 3;

export type PasswordProblem = "too_short" | "too_long" | "same_as_before" | "too_easy";

export const passwordProblems: Record<PasswordProblem, string> = {
  too_short: `Use at least ${shortestPassword} characters. A few unrelated words are easier to remember than symbols.`,
  too_long: `Use ${longestPassword} characters at most.`,
  same_as_before: "This is already your password. Choose a new one.",
  too_easy:
    "This password is easy to guess. Add a word or two that have nothing to do with you or with each other.",
};

/** The word that the meter shows for a score. */
export const scoreWords: Record<PasswordScore, string> = {
  0: "Guessed at once",
  1: "Very weak",
  2: "Weak",
  3: "Good",
  4: "Strong",
};

/** Why a new password is refused; `null` if it is accepted. The score is computed elsewhere: it needs word lists. */
export function passwordProblem(password: string, score: PasswordScore): PasswordProblem | null {
  const length = [...password].length;
  if (length < shortestPassword) return "too_short";
  if (length > longestPassword) return "too_long";
  return score < weakestAccepted ? "too_easy" : null;
}
