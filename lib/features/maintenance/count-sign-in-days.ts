import type { Dependencies } from "@/lib/ports/dependencies";

/** An attempt lasts ten minutes; after twice that, a past day changes no more. */
const settledMs = 20 * 60_000;

/**
 * Counts the sign-ins of past days, for the charts. Returns how many rows were written, for the log; a second run on
 * the same day writes none.
 */
export async function countSignInDays({
  store,
  now,
}: Pick<Dependencies, "store" | "now">): Promise<{ rows: number }> {
  return { rows: await store.signInDayCounter.countDays(new Date(now().getTime() - settledMs)) };
}
