import type { ReactNode } from "react";
import { counted } from "@/lib/model/text/counted";
import { ListToolbar, type ListToolbarProps } from "./list-toolbar";
import { Pagination } from "./pagination";

export interface SearchableListProps extends Omit<ListToolbarProps, "count"> {
  /** How many rows match in all, and how many of them a page shows. */
  found: { total: number; pageSize: number };
  /** A total above this stands for more rows, which nobody has counted. */
  countedUpTo?: number;
  /** The noun, singular and plural: `["session", "sessions"]`. */
  noun: readonly [one: string, many: string];
  /**
   * The words after the count above the list, if they say more than the noun: `["person waiting", "people waiting"]`.
   */
  countWords?: readonly [one: string, many: string];
  /** The table, or its replacement. */
  children: ReactNode;
}

/** A list with its search and filters above and its paging below. */
export function SearchableList({
  found,
  countedUpTo = Number.POSITIVE_INFINITY,
  noun,
  countWords = noun,
  children,
  ...toolbar
}: SearchableListProps) {
  const { path, query } = toolbar;
  return (
    <>
      <ListToolbar
        {...toolbar}
        count={
          found.total > countedUpTo
            ? `More than ${counted(countedUpTo, ...countWords)}`
            : counted(found.total, ...countWords)
        }
      />
      {children}
      <Pagination
        path={path}
        query={query}
        pageSize={found.pageSize}
        total={found.total}
        countedUpTo={countedUpTo}
        noun={noun[1]}
      />
    </>
  );
}
