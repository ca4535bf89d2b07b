import { ChevronLeft } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { HelpLink } from "./help-link";
import { LinkPending } from "./link-pending";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons on the right; one primary at most. */
  actions?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** Beside the title: a badge or a provider mark. */
  mark?: ReactNode;
  badge?: ReactNode;
  /** The help article about this page; by `helpAddress`, which has all of them. */
  help?: string;
}

/** The head of a page: its only `h1`. */
export function PageHeader({ title, description, actions, back, mark, badge, help }: PageHeaderProps) {
  return (
    <header className="space-y-3">
      {back && (
        <NextLink
          href={back.href}
          className="-ml-1 inline-flex items-center gap-1 text-sm text-muted hover:text-text max-md:min-h-11"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
          <LinkPending />
        </NextLink>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 desk:flex-nowrap">
        <div className="flex min-w-0 items-start gap-3 max-desk:w-full">
          {mark}
          <div className="min-w-0 space-y-1 max-desk:flex-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
              {badge}
            </div>
            {description && <p className="max-w-prose text-muted">{description}</p>}
          </div>
          {/* On a phone the word would take a row of its own. */}
          {help && <HelpLink href={help} iconOnly className="-mt-2 -mr-2 desk:hidden" />}
        </div>
        {(actions || help) && (
          <div
            className={cx(
              "flex flex-wrap gap-2 desk:max-w-3/5 desk:shrink-0 desk:justify-end",
              !actions && "max-desk:hidden",
            )}
          >
            {help && <HelpLink href={help} className="max-desk:hidden" />}
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}
