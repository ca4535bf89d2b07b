/** So many days before a provider's certificate ends its administrators are notified. */
export const noticeDays = [30, 7, 1, 0] as const;
export type NoticeDays = (typeof noticeDays)[number];

const day = 24 * 60 * 60 * 1000;

/**
 * The notice that a certificate's end calls for now: the most urgent whose day has come, so that whoever was away at
 * thirty days is told seven and not both; `null` while there is time.
 */
export function dueNotice(end: Date, now: Date): NoticeDays | null {
  const left = end.getTime() - now.getTime();
  return [...noticeDays].reverse().find((days) => left <= days * day) ?? null;
}
