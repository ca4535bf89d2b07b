import { leastTime, processorTime } from "./processor-time";

const text = '<a b="c">'.repeat(120_000);

/** Reads a text as parsers do: each character, and the whole as JSON. */
function readOnce(): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum * 31 + text.charCodeAt(index)) | 0;
  return sum + JSON.parse(JSON.stringify(text)).length;
}

/** What five readings take on a machine that does nothing else; bounds in milliseconds are meant for it. */
const unhurriedMs = 60;
/** A machine that is slower than this says nothing about our code, and gets no more patience. */
const slowest = 4;

/**
 * How many times slower the processor is at this moment than the one that bounds are meant for, from 1 to 4: neighbours
 * share its clock rate and its caches, which processor time alone does not leave out.
 */
function pace(): number {
  const tries = [1, 2, 3].map(() =>
    processorTime(() => {
      for (let round = 0; round < 5; round += 1) readOnce();
    }),
  );
  return Math.min(slowest, Math.max(1, Math.min(...tries) / unhurriedMs));
}

/** The least time of several tries in milliseconds, if that is too much for this machine at this moment; else `null`. */
export function overtime(run: () => unknown, bound: number): number | null {
  const least = leastTime(run, bound);
  return least >= bound && least >= bound * pace() ? least : null;
}
