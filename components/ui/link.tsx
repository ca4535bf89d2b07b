import { ExternalLink } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { LinkPending } from "./link-pending";

export interface LinkProps {
  href: string;
  children: ReactNode;
  /** Opens another site in a new tab and says so. */
  external?: boolean;
  /** Plain text colour until hovered; for names in tables. */
  quiet?: boolean;
  className?: string;
}

/** A text link. */
export function Link({ href, children, external = false, quiet = false, className }: LinkProps) {
  const classes = cx(
    "font-medium underline-offset-4 has-data-pending:opacity-70",
    quiet
      ? "text-text hover:underline"
      : "text-accent underline decoration-accent/40 hover:text-accent-strong hover:decoration-current",
    className,
  );
  if (!external) {
    return (
      // A table contains dozens of these: prefetching each target would cost more than it saves.
      <NextLink href={href} className={classes} {...(quiet ? { prefetch: false } : {})}>
        {children}
        <LinkPending />
      </NextLink>
    );
  }
  return (
    <a href={href} className={classes} target="_blank" rel="noopener noreferrer">
      {children}
      <ExternalLink aria-hidden className="ml-1 inline size-3.5 align-[-2px]" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
