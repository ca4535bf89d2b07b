import { maximumClockSkewSeconds } from "../settings";

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?Z$/;

/**
 * Reads a SAML time value. SAML Core 1.3.3: UTC, written with "Z"; a time without a zone could mean any moment of a day.
 * @returns milliseconds since 1970, or `null` where it is not such a time
 */
export function instantOf(text: string): number | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const millisecond = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  moment.setUTCFullYear(year, month - 1, day);
  // 30 February and 25 o'clock roll over into other days instead of being refused by Date.
  const same = moment.toISOString().slice(0, 19) === text.slice(0, 19);
  return same ? moment.getTime() : null;
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

/** NotBefore: the moment itself is in. */
export const hasStarted = (instant: number, clock: Clock): boolean => instant <= clock.now + clock.skew;

/** NotOnOrAfter: the moment itself is out. */
export const hasEnded = (instant: number, clock: Clock): boolean => instant <= clock.now - clock.skew;

export const shownInstant = (instant: number): string => new Date(instant).toISOString();

/** For an administrator who has to see at once that two clocks differ. */
export const ourTime = (clock: Clock): string =>
  `our time is ${shownInstant(clock.now)}, give or take ${clock.skew / 1000} s`;
