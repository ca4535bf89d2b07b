const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "week", seconds: 604_800 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
];

/** "5 minutes ago", "in 3 days", "just now": a moment as seen from another, in the given language. */
export function relativeWords(moment: Date, now: Date, locale?: string): string {
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (!step) return format.format(0, "second");
  return format.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** The moment in full, for the reader's language and zone, or for the ones given. */
export function exactWords(moment: Date, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone ? { timeZone } : {}),
  }).format(moment);
}
