import { refused } from "@/lib/model/outcome";

/**
 * The one answer of a password form, whatever the reason: it must not reveal who exists, has a password, or may use
 * it.
 */
export function signInRefused() {
  return refused(
    "forbidden",
    "sign_in_refused",
    "This address and password are not accepted here. Check both. If your organization signs in through its identity provider, use that instead.",
  );
}

/** Too many tries, with the waiting time in words. */
export function tooManyTries(seconds: number) {
  return refused(
    "rate_limited",
    "too_many_tries",
    `There were too many attempts. Wait ${inWords(seconds)}, then try again.`,
    {
      retryAfter: seconds,
    },
  );
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
