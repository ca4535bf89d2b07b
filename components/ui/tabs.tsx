"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cx } from "./cx";
import { LinkPending } from "./link-pending";

export interface TabItem {
  href: string;
  label: string;
  count?: number;
  /** For tabs distinguished by the query; otherwise the path decides. */
  current?: boolean;
}

export interface TabsProps {
  /** Accessible name of the row. */
  label: string;
  items: readonly TabItem[];
}

/** Parts of one thing, each with its own address. They are links, so they open in a new tab and survive a reload. */
export function Tabs({ label, items }: TabsProps) {
  const pathname = usePathname();
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the row is wider than the window, and the current tab may lie outside.
    const current = row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (row.current && current)
      row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, []);
  const isMarked = items.some((item) => item.current !== undefined);
  return (
    <nav ref={row} aria-label={label} className="relative overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {items.map((item) => {
          const current = isMarked ? item.current === true : pathname === item.href.split(/[?#]/)[0];
          return (
            <li key={item.href}>
              <NextLink
                href={item.href}
                aria-current={current ? "page" : undefined}
                className={cx(
                  "flex min-h-10 items-center gap-1.5 border-b-2 px-3 font-medium whitespace-nowrap -outline-offset-2 max-md:min-h-11",
                  current
                    ? "border-accent text-text"
                    : "border-transparent text-muted hover:text-text has-data-pending:border-accent has-data-pending:text-text",
                )}
              >
                {item.label}
                {item.count !== undefined && (
                  <span className="tabular rounded-md bg-sunken px-1.5 text-sm text-muted">
                    {item.count.toLocaleString("en")}
                  </span>
                )}
                <LinkPending />
              </NextLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
