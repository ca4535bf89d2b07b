import { scaleTime } from "d3-scale";

interface Validity {
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
}

const day = 86_400_000;
/** So much of the past is shown: what matters is what comes. */
const past = 90 * day;
/** And so much of the future at most: a certificate of thirty years would leave no room for the others. */
const future = 3 * 365 * day;

/** Where each bar stands on a line from a little before today to the last end, in percent of its length. */
export function placeOnTimeline(certificates: readonly Validity[], now: Date) {
  const ends = certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  const from = now.getTime() - past;
  const to = Math.min(now.getTime() + future, Math.max(now.getTime() + past, ...ends));
  const place = scaleTime().domain([from, to]).range([0, 100]).clamp(true);
  return {
    today: place(now),
    bars: certificates.map(({ notBefore, notAfter }) => {
      const left = place(new Date(notBefore));
      // One that expired long ago is a stump at the beginning: still to be seen.
      return { left, width: Math.max(1, place(new Date(notAfter)) - left) };
    }),
  };
}
