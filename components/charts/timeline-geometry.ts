import { scaleTime } from "d3-scale";

interface Validity {
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
}

const day = 86_400_000;
/** How much of the past is shown: the future matters more. */
const past = 90 * day;
/** The most of the future that is shown: a certificate of thirty years would leave no room for the others. */
const future = 3 * 365 * day;

/** The position of each bar on a line from shortly before today to the last expiry, in percent of its length. */
export function placeOnTimeline(certificates: readonly Validity[], now: Date) {
  const ends = certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  const from = now.getTime() - past;
  const to = Math.min(now.getTime() + future, Math.max(now.getTime() + past, ...ends));
  const place = scaleTime().domain([from, to]).range([0, 100]).clamp(true);
  return {
    today: place(now),
    bars: certificates.map(({ notBefore, notAfter }) => {
      const left = place(new Date(notBefore));
      // One that expired long ago is a stub at the beginning: still visible.
      return { left, width: Math.max(1, place(new Date(notAfter)) - left) };
    }),
  };
}
