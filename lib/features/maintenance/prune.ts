import type { Housekeeping } from "@/lib/db/repositories/housekeeping";
import type { Dependencies } from "@/lib/ports/dependencies";

/** How many days the sign-in log is kept. */
export const keptDays = 90;

/**
 * Deletes expired data: attempts after 90 days, IDs of assertions that could not be used again anyway, expired setup
 * sessions, counters and records of the registry. Returns how many rows by table, for the log.
 */
export async function prune(
  deps: Pick<Dependencies, "store" | "now"> & { housekeeping: Housekeeping },
): Promise<Record<string, number>> {
  const now = deps.now();
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await deps.store.attempts.prune(before, now);
  await deps.store.signInDayCounter.prune(before);
  return deps.housekeeping.prune(now);
}
