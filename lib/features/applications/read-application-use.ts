import { chartDays } from "@/lib/features/sign-in/sign-in-statistics";
import { type DayCount, fillDays, firstDayOf, totalOf } from "@/lib/model/sign-in/daily-counts";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The use of an application in the last days. */
export interface ApplicationUse {
  days: DayCount[];
  signIns: number;
  people: number;
  /** Sessions that are open now. */
  open: number;
}

/** How many sign-ins an application had in the last 30 days (UTC), day by day, and how many people they were. */
export async function readApplicationUse(
  { store, now }: Pick<Dependencies, "store" | "now">,
  applicationId: string,
): Promise<ApplicationUse> {
  const at = now();
  const since = firstDayOf(chartDays, at);
  const { people, open } = await store.applicationSessions.counts(applicationId, since);
  const rows = await store.applicationSessions.perDay(applicationId, since);
  const days = fillDays(
    rows.map(({ day, signIns }) => ({ day, admitted: signIns, refused: 0 })),
    chartDays,
    at,
  );
  return { days, signIns: totalOf(days).admitted, people, open };
}
