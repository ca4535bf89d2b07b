import type { Directory } from "@/lib/model/directories/directory";
import { fillDays, firstDayOf, type SignInStatistics, totalOf } from "@/lib/model/sign-in/daily-counts";
import type { Dependencies } from "@/lib/ports/dependencies";

/** As long as the log keeps requests. */
const chartDays = 30;

/** The requests of a directory by day, for its chart: `admitted` worked, `refused` failed. */
export async function readRequestStatistics(
  { store, now }: Pick<Dependencies, "store" | "now">,
  directory: Directory,
): Promise<SignInStatistics> {
  const at = now();
  const rows = await store.directoryRequestsOf(directory).byDay(firstDayOf(chartDays, at));
  const counts = rows.map(({ day, requests, failed }) => ({
    day,
    admitted: requests - failed,
    refused: failed,
  }));
  const days = fillDays(counts, chartDays, at);
  return { days, ...totalOf(days) };
}
