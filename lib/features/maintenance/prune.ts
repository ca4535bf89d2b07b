import type { Housekeeping } from "@/lib/db/repositories/housekeeping";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The sign-in log is kept for so many days. */
export const keptDays = 90;

/**
 * Takes away what has had its time: attempts after 90 days, assertions that could not be used again anyway, expired
 * setup sessions, counters and records of the registry. Answers how many rows by table, for the log.
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
