import type { ReactNode } from "react";

export interface Description {
  term: string;
  /** Nothing is shown as a dash. */
  value: ReactNode;
  help?: ReactNode;
}

/** Names and values of one thing, side by side if there is room. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="@container divide-y divide-line">
      {items.map((item) => (
        <div
          key={item.term}
          className="grid gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:@min-[30rem]:grid-cols-[12rem_minmax(0,1fr)]"
        >
          <dt className="text-muted">{item.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {item.value === null || item.value === undefined || item.value === "" ? (
              <span className="text-muted">–</span>
            ) : (
              item.value
            )}
            {item.help && <span className="block text-sm text-muted">{item.help}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
