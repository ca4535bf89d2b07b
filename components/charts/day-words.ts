const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** `2026-11-30` as "30 Nov". */
export function dayWords(day: string): string {
  return words.format(new Date(`${day}T00:00:00Z`));
}
