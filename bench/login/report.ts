import type { Measured } from "./load";

const at = (times: number[], part: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};

const column = (text: string | number | null, width = 9) =>
  (typeof text === "number" ? text.toFixed(1) : (text ?? "")).padStart(width);

/** Processor time of a whole sign-in. Only for sign-ins one at a time. */
export function signInProcessorMs({ steps }: Measured): number {
  return [...steps.values()].reduce((sum, { processorMs }) => sum + (processorMs ?? 0), 0);
}

/** Prints the measurements, step by step. */
export function show(measured: Measured): void {
  const { atOnce, signIns, seconds, processorMs, databaseMs } = measured;
  const database = databaseMs === null ? "" : `, and ${databaseMs.toFixed(1)} ms in PostgreSQL`;
  console.log(
    `  ${atOnce} at once: ${(signIns / seconds).toFixed(1)} sign-ins a second (${signIns}), ` +
      `${processorMs.toFixed(1)} ms of processor time each${database}`,
  );
  showSteps(measured);
  if (atOnce === 1)
    console.log(`    begin to session: ${signInProcessorMs(measured).toFixed(1)} ms of processor time`);
}

/** Prints the time of each step. */
export function showSteps({ steps }: Measured): void {
  for (const [step, { wall, processorMs: spent }] of steps) {
    const times = `${column(at(wall, 0.5))} ${column(at(wall, 0.99))}`;
    console.log(`    ${step.padEnd(14)} p50, p99 (ms) ${times}   processor (ms) ${column(spent)}`);
  }
}
