import { type ReactNode, useId } from "react";
import { cx } from "./cx";

export interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Heading level below the page's `h1`. */
  level?: 2 | 3;
  id?: string;
  className?: string;
}

/** A named part of a page. */
export function Section({ title, description, actions, children, level = 2, id, className }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} aria-labelledby={headingId} className={cx("space-y-4", className)}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0 space-y-1">
          <Heading id={headingId} className={level === 2 ? "text-lg font-semibold" : "font-semibold"}>
            {title}
          </Heading>
          {description && <p className="max-w-prose text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
