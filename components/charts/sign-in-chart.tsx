import { ChartColumn } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import type { DayCount } from "@/lib/model/sign-in/daily-counts";
import { dayWords } from "./day-words";
import { drawBars } from "./geometry";

const width = 720;
const height = 150;

export interface SignInChartProps {
  days: readonly DayCount[];
  admitted: number;
  /** Null: nothing here can be refused. */
  refused: number | null;
  /** "Sign-ins of Okta in the last 30 days": the caption of the table behind the drawing. */
  caption: string;
  /** For a chart of something else than sign-ins. */
  words?: ChartWords;
}

/** What the two kinds of bars count, and what is said while there is nothing to draw. */
export interface ChartWords {
  admitted: string;
  refused: string;
  none: string;
  noneYet: string;
}
const signInWords: ChartWords = {
  admitted: "admitted",
  refused: "refused",
  none: "No sign-ins yet",
  noneYet: "Every sign-in through single sign-on is counted here, day by day.",
};

/** Sign-ins day by day: a drawing, with a table for screen readers. Drawn on the server; no script. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function SignInChart({ days, admitted, refused, caption, words = signInWords }: SignInChartProps) {
  const { bars, grid } = drawBars(days, width, height);
  const first = days[0];
  const last = days.at(-1);
  if (admitted + (refused ?? 0) === 0)
    return (
      <EmptyState icon={ChartColumn} title={words.none}>
        {refused === null ? "Every sign-in to it is counted here, day by day." : words.noneYet}
      </EmptyState>
    );
  return (
    <figure className="relative space-y-3">
      <figcaption className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Total number={admitted} word={refused === null ? "sign-ins" : words.admitted} swatch="bg-accent" />
        {refused !== null && <Total number={refused} word={words.refused} swatch="bg-danger" />}
      </figcaption>
      <svg
        aria-hidden
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block h-36 w-full overflow-visible"
      >
        <line
          x1={0}
          x2={width}
          y1={height}
          y2={height}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
        {grid.map(({ y, value }) => (
          <line
            key={value}
            x1={0}
            x2={width}
            y1={y}
            y2={y}
            className="stroke-line"
            strokeDasharray="2 4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {bars.map((bar) => (
          <g key={bar.day.day}>
            <title>
              {refused === null
                ? `${dayWords(bar.day.day)}: ${bar.day.admitted}`
                : `${dayWords(bar.day.day)}: ${bar.day.admitted} ${words.admitted}, ${bar.day.refused} ${words.refused}`}
            </title>
            {bar.admitted && <rect {...bar.admitted} className="fill-accent" />}
            {bar.refused && <rect {...bar.refused} className="fill-danger" />}
          </g>
        ))}
      </svg>
      <div aria-hidden className="flex justify-between text-sm text-muted">
        <span>{first && dayWords(first.day)}</span>
        <span>{last && dayWords(last.day)}</span>
      </div>
      <div className="sr-only">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col">{refused === null ? "Sign-ins" : capital(words.admitted)}</th>
              {refused !== null && <th scope="col">{capital(words.refused)}</th>}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{dayWords(day.day)}</th>
                <td>{day.admitted}</td>
                {refused !== null && <td>{day.refused}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Total({ number, word, swatch }: { number: number; word: string; swatch: string }) {
  return (
    <span className="inline-flex items-baseline gap-2">
      <span className="tabular text-2xl font-semibold">{number.toLocaleString("en")}</span>
      <span className="inline-flex items-center gap-1.5 text-muted">
        <span aria-hidden className={cx("size-2 rounded-md", swatch)} />
        {word}
      </span>
    </span>
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
