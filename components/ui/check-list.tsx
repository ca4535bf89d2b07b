import { CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type CheckOutcome = "passed" | "failed" | "warning" | "skipped";

export interface CheckItem {
  id: string;
  title: string;
  outcome: CheckOutcome;
  /** The received value, for a check that passed or only warns. */
  seen?: ReactNode;
  received?: ReactNode;
  expected?: ReactNode;
  /** What to do about it. */
  how?: ReactNode;
}

const looks: Record<CheckOutcome, { Icon: LucideIcon; ink: string; word: string }> = {
  passed: { Icon: CircleCheck, ink: "text-ok", word: "Passed" },
  failed: { Icon: CircleX, ink: "text-danger", word: "Failed" },
  warning: { Icon: TriangleAlert, ink: "text-warn", word: "Warning" },
  skipped: { Icon: CircleMinus, ink: "text-muted", word: "Not run" },
};

/** A test's checks in the order they ran, each with what was received, and a failed one with what was expected. */
export function CheckList({ items, label }: { items: readonly CheckItem[]; label: string }) {
  return (
    <ol
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
    >
      {items.map((item) => (
        <CheckRow key={item.id} item={item} />
      ))}
    </ol>
  );
}

function CheckRow({ item }: { item: CheckItem }) {
  const { Icon, ink, word } = looks[item.outcome];
  const findings = [
    { term: "Received", value: item.received },
    { term: "Expected", value: item.expected },
    { term: "How", value: item.how },
  ].filter((finding) => finding.value);
  return (
    <li className={cx("flex gap-3 px-4 py-3", item.outcome === "failed" && "bg-danger-soft")}>
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <p className={item.outcome === "skipped" ? "text-muted" : "font-medium"}>
            <span className="sr-only">{word}: </span>
            {item.title}
          </p>
          {item.seen && <p className="min-w-0 text-sm text-muted [overflow-wrap:anywhere]">{item.seen}</p>}
        </div>
        {findings.length > 0 && (
          <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
            {findings.map((finding) => (
              <div key={finding.term} className="contents">
                <dt className="text-sm text-muted">{finding.term}</dt>
                <dd className="min-w-0 [overflow-wrap:anywhere] max-sm:mb-1.5">{finding.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
