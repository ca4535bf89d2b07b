import type { ReactNode } from "react";

export interface NavItem {
  href: string;
  label: string;
  icon?: ReactNode;
  /** Only this very address is current, not those beneath it. */
  exact?: boolean;
  /** A number that needs attention, e.g. waiting approvals. */
  count?: number;
}

export interface NavGroup {
  label: string;
  items: readonly NavItem[];
}

/** The item that the address belongs to: the longest match wins, so a page and its parent are never both current. */
export function currentHref(groups: readonly NavGroup[], pathname: string): string | undefined {
  const matches = groups
    .flatMap((group) => group.items)
    .filter((item) => pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`)))
    .map((item) => item.href);
  return matches.sort((a, b) => b.length - a.length)[0];
}
