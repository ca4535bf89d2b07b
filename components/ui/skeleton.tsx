import { cx } from "./cx";

/** A grey placeholder for something that is being loaded; size it by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cx("rounded-md bg-sunken motion-safe:animate-pulse", className ?? "h-5 w-full")}
    />
  );
}

/** The placeholder of a page with a list while it loads. */
export function ListSkeleton({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="space-y-6">
      <span className="sr-only">{label}</span>
      <div className="space-y-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <Skeleton className="h-9 w-72 max-w-full" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins are all alike
          <div key={row} className="flex gap-6 px-4 py-3.5">
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="h-4 w-1/4 max-md:hidden" />
            <Skeleton className="ml-auto h-4 w-16" />
          </div>
        ))}
      </div>
    </div>
  );
}
