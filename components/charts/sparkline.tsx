import type { DayCount } from "@/lib/model/sign-in/daily-counts";
import { drawSparkline } from "./geometry";

const width = 96;
const height = 24;

export interface SparklineProps {
  days: readonly DayCount[];
  admitted: number;
  refused: number;
}

/** A month of sign-ins the height of a table row, with its total in words beside it. */
export function Sparkline({ days, admitted, refused }: SparklineProps) {
  const { line, area } = drawSparkline(
    days.map((day) => day.admitted + day.refused),
    width,
    height,
  );
  if (admitted + refused === 0)
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">None</span>
      </span>
    );
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className="h-6 w-24 shrink-0">
        <path d={area} className="fill-accent-soft" />
        <path d={line} className="fill-none stroke-accent" strokeWidth={1.5} />
      </svg>
      <span className="tabular whitespace-nowrap">
        {admitted.toLocaleString("en")}
        <span className="sr-only"> admitted</span>
        {refused > 0 && (
          <span className="block text-sm text-danger">{refused.toLocaleString("en")} refused</span>
        )}
      </span>
    </span>
  );
}
