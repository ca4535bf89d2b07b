import type { OnQuery } from "./database-state";

/** The same answer, with its time reported to the listener. */
export function timed<T>(answer: Promise<T>, text: string, onQuery: OnQuery | undefined): Promise<T> {
  if (!onQuery) return answer;
  const started = performance.now();
  const report = (failed: boolean) => onQuery((performance.now() - started) / 1000, failed, text);
  answer.then(
    () => report(false),
    () => report(true),
  );
  return answer;
}
