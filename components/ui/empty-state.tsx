import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon: LucideIcon;
  /** "No connections yet" */
  title: ReactNode;
  /** What belongs here and why. */
  children: ReactNode;
  /** The button that starts it. */
  action?: ReactNode;
}

/** Replaces an empty list: explains what belongs here and offers to create it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line bg-surface px-6 py-12 text-center">
      <span className="flex size-10 items-center justify-center rounded-lg bg-sunken text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="max-w-md text-muted">{children}</div>
      {action && <div className="flex flex-wrap-reverse justify-center gap-2 pt-1">{action}</div>}
    </div>
  );
}
