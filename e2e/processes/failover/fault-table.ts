import type { Readiness, Visit } from "./sign-in-load";

/** A stretch of time around the moment at which the name moved, in seconds from it. */
export interface Stretch {
  name: string;
  from: number;
  to: number;
}

export interface StretchResult extends Stretch {
  begun: number;
  lost: number;
  /** The longest that somebody waited who got in, in milliseconds. */
  longestMs: number;
  /** The share of answers of `/api/ready` that were 200. */
  ready: number;
  /** What happened to the lost ones. */
  why: Record<string, number>;
}

/** What became of the sign-ins that were begun in each stretch. */
export function faultTable(
  stretches: readonly Stretch[],
  movedAt: number,
  measured: { visits: readonly Visit[]; readiness: readonly Readiness[] },
): StretchResult[] {
  return stretches.map((stretch) => {
    const within = (at: number) => at >= movedAt + stretch.from * 1000 && at < movedAt + stretch.to * 1000;
    const visits = measured.visits.filter(({ beganAt }) => within(beganAt));
    const probes = measured.readiness.filter(({ at }) => within(at));
    const lost = visits.flatMap((visit) => visit.lost ?? []);
    const why: Record<string, number> = {};
    for (const reason of lost) why[reason] = (why[reason] ?? 0) + 1;
    return {
      ...stretch,
      begun: visits.length,
      lost: lost.length,
      longestMs: Math.max(0, ...visits.flatMap(({ lost, tookMs }) => (lost === null ? tookMs : []))),
      ready: probes.filter(({ status }) => status === 200).length / Math.max(1, probes.length),
      why,
    };
  });
}

/** The table as lines of text. */
export function tableText(title: string, results: readonly StretchResult[]): string {
  const lines = results.map(({ name, begun, lost, longestMs, ready, why }) => {
    const reasons = Object.entries(why).map(([reason, count]) => `${count} × ${reason.slice(0, 60)}`);
    const cells = [name, begun, lost, percent(lost, begun), `${Math.round(longestMs)} ms`];
    return `| ${[...cells, `${Math.round(ready * 100)} %`, reasons.join("; ")].join(" | ")} |`;
  });
  return [
    `\n${title}`,
    "",
    "| begun | sign-ins | lost | share | longest of the others | ready | what was lost |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

export const percent = (part: number, whole: number) => `${((part / Math.max(1, whole)) * 100).toFixed(1)} %`;
