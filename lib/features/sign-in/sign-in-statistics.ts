import {
  type DayCount,
  fillDays,
  firstDayOf,
  type SignInStatistics,
  totalOf,
} from "@/lib/model/sign-in/daily-counts";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface SpaceStatistics extends SignInStatistics {
  byConnection: ReadonlyMap<string, SignInStatistics>;
}

export const chartDays = 30;

/** The sign-ins of the space in the last 30 days (UTC), and the same for each connection that had any. */
export async function readSignInStatistics(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { space }: { space: Pick<Context["space"], "id"> },
): Promise<SpaceStatistics> {
  const at = now();
  const rows = await store.signInDaysOf(space.id).since(firstDayOf(chartDays, at));
  const statisticsOf = (some: readonly DayCount[]): SignInStatistics => {
    const days = fillDays(some, chartDays, at);
    return { days, ...totalOf(days) };
  };
  const byConnection = new Map<string, SignInStatistics>();
  for (const id of new Set(rows.map(({ connectionId }) => connectionId)))
    byConnection.set(id, statisticsOf(rows.filter(({ connectionId }) => connectionId === id)));
  return { ...statisticsOf(rows), byConnection };
}

/** The month of a connection; an unused one has a row of empty days. */
export function statisticsOf(
  { byConnection, days }: SpaceStatistics,
  connectionId: string,
): SignInStatistics {
  return (
    byConnection.get(connectionId) ?? {
      days: days.map(({ day }) => ({ day, admitted: 0, refused: 0 })),
      admitted: 0,
      refused: 0,
    }
  );
}
