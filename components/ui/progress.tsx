import type { ReactNode } from "react";
import { cx } from "./cx";

export interface ProgressProps {
  label: ReactNode;
  value: number;
  max: number;
  /** "18 of 20 seats"; the numbers by default. */
  text?: ReactNode;
  tone?: "accent" | "warn" | "danger";
}

const fills = { accent: "fill-accent", warn: "fill-warn", danger: "fill-danger" };

/** How much of something is used or done, in words and as a bar. */
export function Progress({ label, value, max, text, tone = "accent" }: ProgressProps) {
  const part = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <div className="space-y-1.5">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">{label}</span>
        <span className="tabular text-muted">{text ?? `${value} of ${max}`}</span>
      </p>
      {/* A drawing, because a width in a style attribute would be refused by the security policy. */}
      <svg
        aria-hidden
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
        className="h-1.5 w-full rounded-full bg-sunken"
      >
        <rect width={part} height="1" className={cx(fills[tone])} />
      </svg>
    </div>
  );
}
