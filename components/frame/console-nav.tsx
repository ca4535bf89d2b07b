"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";
import { LinkPending } from "@/components/ui/link-pending";
import { currentHref, type NavGroup } from "./nav-current";
import { PageLoading } from "./page-loading";

/** The groups of the rail; the item of the current page is marked. */
export function ConsoleNav({ groups, onNavigate }: { groups: readonly NavGroup[]; onNavigate?: () => void }) {
  const here = currentHref(groups, usePathname());
  return (
    <nav aria-label="Console" className="space-y-3.5">
      {groups.map((group) => (
        <div key={group.label} className="space-y-1">
          {group.label && <h2 className="px-2 text-sm font-medium text-muted">{group.label}</h2>}
          <ul className="space-y-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <NextLink
                  href={item.href}
                  {...(onNavigate ? { onClick: onNavigate } : {})}
                  aria-current={item.href === here ? "page" : undefined}
                  className={cx(
                    "flex min-h-7.5 items-center gap-2.5 rounded-md px-2 py-0.5 max-desk:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0",
                    item.href === here
                      ? "bg-sunken font-medium text-text [&_svg]:text-accent"
                      : "text-muted hover:bg-sunken hover:text-text has-data-pending:bg-sunken has-data-pending:font-medium has-data-pending:text-text",
                  )}
                >
                  {item.icon}
                  <span className="min-w-0 flex-1">{item.label}</span>
                  {item.count !== undefined && item.count > 0 && (
                    <span className="tabular rounded-md bg-accent-soft px-1.5 text-sm font-medium text-accent">
                      {item.count}
                    </span>
                  )}
                  <LinkPending />
                  <PageLoading name={item.label} />
                </NextLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
