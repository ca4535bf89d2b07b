"use client";

import { useSyncExternalStore } from "react";
import { exactWords, relativeWords } from "./relative-time-words";

const listeners = new Set<() => void>();
let clock: ReturnType<typeof setInterval> | undefined;
let minute = 0;

/** One clock for all times on a page, ticking each half minute while any is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  minute = Date.now();
  clock ??= setInterval(() => {
    minute = Date.now();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

const readClock = () => minute || undefined;
const noClock = () => undefined;

export interface RelativeTimeProps {
  /** ISO 8601. */
  value: string;
  /** Shows the exact moment instead and keeps the relative one for hovering. */
  exact?: boolean;
}

/**
 * A moment: relative, with the exact one on hover, in the reader's language and zone. The server knows neither, so the
 * browser adds the exact one; the relative one is the same everywhere and does not change when the browser takes over.
 */
export function RelativeTime({ value, exact = false }: RelativeTimeProps) {
  const now = useSyncExternalStore(subscribe, readClock, noClock);
  const moment = new Date(value);
  // "en", like the surrounding sentences: relative words in another language would appear in the middle of English.
  const relative = relativeWords(moment, new Date(now ?? Date.now()), "en");
  if (now === undefined) {
    return (
      // A second may have passed between the server and the browser; the next tick corrects it.
      <time dateTime={value} className="whitespace-nowrap" suppressHydrationWarning>
        {exact ? `${exactWords(moment, "en-GB", "UTC")} UTC` : relative}
      </time>
    );
  }
  const full = exactWords(moment);
  return (
    <time dateTime={value} title={exact ? relative : full} className="whitespace-nowrap">
      {exact ? full : relative}
    </time>
  );
}
