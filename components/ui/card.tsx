import type { ReactNode } from "react";
import { cx } from "./cx";

export interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons on the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
  /** A quiet last row, e.g. a hint and a button. */
  footer?: ReactNode;
  /** No padding around the content, for tables. */
  flush?: boolean;
  className?: string;
  /** The anchor of the card. */
  id?: string;
}

/** A bordered box about one subject. */
export function Card({
  title,
  description,
  actions,
  children,
  footer,
  flush = false,
  className,
  id,
}: CardProps) {
  return (
    <section
      id={id}
      className={cx("scroll-mt-16 overflow-hidden rounded-lg border border-line bg-surface", className)}
    >
      {(title || actions) && (
        <div className={cx("flex flex-wrap items-start justify-between gap-3 px-5 pt-4", flush && "pb-4")}>
          <div className="min-w-0 space-y-1">
            {title && <h2 className="text-lg font-semibold">{title}</h2>}
            {description && <p className="text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      {children && <div className={cx(!flush && "p-5")}>{children}</div>}
      {footer && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line bg-sunken px-5 py-3 text-sm text-muted">
          {footer}
        </div>
      )}
    </section>
  );
}
