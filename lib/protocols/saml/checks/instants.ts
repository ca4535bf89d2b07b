import { maximumClockSkewSeconds } from "../settings";
import { withoutWhiteSpace } from "../xml/white-space";

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?(?:Z|[+-]00:00)$/;

/** The expected form of a time value, for a refusal. */
export const expectedTime = "UTC, ending in Z";

/**
 * Reads a SAML time value. SAML Core 1.3.3: UTC, written with "Z"; "+00:00" says the same and is tolerated. Any other
 * offset is not UTC, and a time without a zone could mean any moment of a day.
 * @returns milliseconds since 1970, or `null` if it is not such a time
 */
export function instantOf(text: string): number | null {
  const match = pattern.exec(withoutWhiteSpace(text));
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const millisecond = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const midnight = new Date(Date.UTC(year, month - 1, day));
  midnight.setUTCFullYear(year, month - 1, day);
  // 30 February rolls over into March instead of being refused by Date.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  // XML Schema 2 3.2.7.1: 24:00:00 is the beginning of the next day.
  const endOfDay = hour === 24 && minute === 0 && second === 0 && millisecond === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return null;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

/** Our clock, with the difference that two clocks may have. */
export interface Clock {
  now: number;
  skew: number;
}

/** @param clockSkewSeconds anything outside 0 to 180 counts as the nearer of the two, nonsense as 0 */
export function clockOf(now: Date, clockSkewSeconds: number): Clock {
  const seconds = Math.min(Math.max(clockSkewSeconds || 0, 0), maximumClockSkewSeconds);
  return { now: now.getTime(), skew: seconds * 1000 };
}

/** NotBefore: inclusive. */
export const hasStarted = (instant: number, clock: Clock): boolean => instant <= clock.now + clock.skew;

/** NotOnOrAfter: exclusive. */
export const hasEnded = (instant: number, clock: Clock): boolean => instant <= clock.now - clock.skew;

export const shownInstant = (instant: number): string => new Date(instant).toISOString();

/** A time that was read from `written`, with how it was written if that is not as SAML says. */
export const shownAsWritten = (instant: number, written: string): string =>
  written.endsWith("Z") ? shownInstant(instant) : `${shownInstant(instant)} (written as ${written.trim()})`;

/** For an administrator, who must see at once that two clocks differ. */
export const ourTime = (clock: Clock): string =>
  `our time is ${shownInstant(clock.now)}, give or take ${clock.skew / 1000} s`;
