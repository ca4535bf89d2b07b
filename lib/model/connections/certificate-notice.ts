/** How many days before a provider's certificate expires its administrators are notified. */
export const noticeDays = [30, 7, 1, 0] as const;
export type NoticeDays = (typeof noticeDays)[number];

const day = 24 * 60 * 60 * 1000;

/**
 * The notice that is due for a certificate's expiry: the most urgent whose day has come, so that after thirty missed
 * days only the seven-day notice is sent, not both; `null` while there is time.
 */
export function dueNotice(end: Date, now: Date): NoticeDays | null {
  const left = end.getTime() - now.getTime();
  return [...noticeDays].reverse().find((days) => left <= days * day) ?? null;
}
