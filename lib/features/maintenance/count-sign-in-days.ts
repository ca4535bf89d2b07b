import type { Dependencies } from "@/lib/ports/dependencies";

/** An attempt lasts ten minutes; after twice that, a day that is over changes no more. */
const settledMs = 20 * 60_000;

/**
 * Counts the sign-ins of the days that are over, for the charts. Answers how many rows were written, for the log; a
 * second run on the same day writes none.
 */
export async function countSignInDays({
  store,
  now,
}: Pick<Dependencies, "store" | "now">): Promise<{ rows: number }> {
  return { rows: await store.signInDayCounter.countDays(new Date(now().getTime() - settledMs)) };
}
