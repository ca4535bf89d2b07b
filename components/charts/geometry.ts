import { scaleBand, scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { DayCount } from "@/lib/model/sign-in/daily-counts";

/** A rectangle in the units of the drawing. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DayBars {
  day: DayCount;
  /** `null` if there is nothing to draw. */
  admitted: Bar | null;
  /** On top of the admitted ones, with a gap between. */
  refused: Bar | null;
}

export interface BarDrawing {
  bars: DayBars[];
  /** The grid lines, each with its number. */
  grid: { y: number; value: number }[];
}

const gap = 1;
/** One refusal among thousands stays visible. */
const leastHeight = 2;

/** The bars of a chart of the given size: admitted below, refused on top. */
export function drawBars(days: readonly DayCount[], width: number, height: number): BarDrawing {
  const most = Math.max(1, ...days.map(({ admitted, refused }) => admitted + refused));
  const across = scaleBand<string>()
    .domain(days.map(({ day }) => day))
    .range([0, width])
    .paddingInner(0.25);
  const up = scaleLinear().domain([0, most]).nice(2).range([0, height]);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(leastHeight, up(count)));
  const bars = days.map((day) => {
    const x = across(day.day) ?? 0;
    const admitted = heightOf(day.admitted);
    const refused = heightOf(day.refused);
    const above = admitted > 0 ? admitted + gap : 0;
    const bar = (y: number, tall: number): Bar | null =>
      tall === 0 ? null : { x, y: Math.max(0, height - y - tall), width: across.bandwidth(), height: tall };
    return { day, admitted: bar(0, admitted), refused: bar(above, refused) };
  });
  const grid = up
    .ticks(2)
    .filter((value) => value > 0 && Number.isInteger(value))
    .map((value) => ({ value, y: height - up(value) }));
  return { bars, grid };
}

/** The line of a sparkline and the area beneath it, as path data. */
export function drawSparkline(counts: readonly number[], width: number, height: number) {
  const most = Math.max(1, ...counts);
  const across = scaleLinear()
    .domain([0, Math.max(1, counts.length - 1)])
    .range([1, width - 1]);
  const up = scaleLinear()
    .domain([0, most])
    .range([height - 1, 2]);
  const x = (_: number, index: number) => across(index);
  const y = (count: number) => up(count);
  return {
    line: line<number>(x, y)(counts) ?? "",
    area: area<number>(x, () => height, y)(counts) ?? "",
  };
}
