import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { LinkPending } from "./link-pending";
import { type ListQuery, listHref, toggledSort } from "./list-query";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Sortable: the field's name in the address. */
  sort?: string;
  align?: "start" | "end";
  /** Hides the header's words, e.g. above row menus. */
  headerHidden?: boolean;
  /** Lets a long header above short values take two lines. */
  headerWraps?: boolean;
  className?: string;
  /** Sentences: on phones they stand below their header, across the block. */
  isProse?: boolean;
}

export interface DataTableProps<Row> {
  /** The caption of the table; read by screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** For sortable columns. */
  query?: ListQuery;
  path?: string;
  /**
   * On phones: rows as stacked blocks, or the table scrolled sideways. A stacked table keeps its header visible
   * elsewhere; one that scrolls sideways cannot.
   */
  phone?: "stack" | "scroll";
  /** A narrow column before the first, e.g. checkboxes; on phones it stands beside the row's name. */
  lead?: { header: ReactNode; cell: (row: Row) => ReactNode };
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
}

/** A dense table; the first column names the row. Renders on the server, works without scripts. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, query, path, phone = "stack", lead, empty } = props;
  if (rows.length === 0 && empty) return <>{empty}</>;
  const stack = phone === "stack";
  return (
    <section
      aria-label={caption}
      // A box that scrolls sideways must be reachable by keyboard.
      {...(stack ? {} : { tabIndex: 0 })}
      className={cx(
        "rounded-lg border border-line bg-surface",
        // `relative`: hidden text for screen readers would otherwise stick out of the box, and widen the page.
        "relative",
        stack ? "md:max-xl:overflow-x-auto" : "overflow-x-auto",
      )}
    >
      <table className={cx("w-full border-collapse text-left", stack && "max-md:block")}>
        <caption className="sr-only">{caption}</caption>
        <thead
          className={cx(
            "text-sm text-muted [&_th]:bg-sunken [&_th:first-child]:rounded-tl-lg [&_th:last-child]:rounded-tr-lg",
            // Beneath the phone's top bar, at the very top if the rail is.
            stack && "max-md:sr-only md:sticky md:top-14 md:z-10 desk:top-0",
          )}
        >
          <tr>
            {lead && (
              <td className="h-9 w-10 bg-sunken pl-4 first:rounded-tl-lg max-md:hidden">{lead.header}</td>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} {...(query && path ? { query, path } : {})} />
            ))}
          </tr>
        </thead>
        <tbody className={cx("divide-y divide-line", stack && "max-md:block")}>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={cx(
                "hover:bg-canvas",
                stack && "max-md:relative max-md:block max-md:space-y-1.5 max-md:p-4",
                stack && lead && "max-md:pl-12",
              )}
            >
              {lead && (
                <td
                  className={cx(
                    "w-10 py-2.5 pl-4 align-middle",
                    stack && "max-md:absolute max-md:top-3 max-md:left-0 max-md:w-auto",
                  )}
                >
                  {lead.cell(row)}
                </td>
              )}
              {columns.map((column, index) => (
                <BodyCell key={column.key} column={column} row={row} isName={index === 0} stack={stack} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeaderCell<Row>({ column, query, path }: { column: Column<Row>; query?: ListQuery; path?: string }) {
  const cell = cx(
    "h-9 px-3 font-medium first:pl-4 last:pr-4",
    !column.headerWraps && "whitespace-nowrap",
    column.align === "end" && "text-right",
  );
  if (!column.sort || !query || !path) {
    return (
      <th scope="col" className={cell}>
        {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
      </th>
    );
  }
  const sorted = query.sort.field === column.sort;
  const Icon = !sorted ? ChevronsUpDown : query.sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={cell}
      aria-sort={!sorted ? undefined : query.sort.descending ? "descending" : "ascending"}
    >
      <NextLink
        href={listHref(path, query, { sort: toggledSort(query, column.sort) })}
        scroll={false}
        prefetch={false}
        className={cx("inline-flex items-center gap-1 hover:text-text", sorted && "text-text")}
      >
        {column.header}
        <Icon aria-hidden className="size-3.5" />
        <LinkPending />
      </NextLink>
    </th>
  );
}

interface BodyCellProps<Row> {
  column: Column<Row>;
  row: Row;
  isName: boolean;
  stack: boolean;
}

function BodyCell<Row>({ column, row, isName, stack }: BodyCellProps<Row>) {
  const end = column.align === "end";
  const shared = cx(
    "px-3 py-2.5 align-middle",
    stack ? "md:first:pl-4 md:last:pr-4" : "first:pl-4 last:pr-4",
    end && (stack ? "md:text-right" : "text-right"),
    column.className,
  );
  const content = column.cell(row);
  if (isName) {
    return (
      <th
        scope="row"
        className={cx(
          shared,
          "font-medium [overflow-wrap:anywhere]",
          stack ? "max-md:block max-md:p-0 max-md:pr-12" : "min-w-48",
        )}
      >
        {content}
      </th>
    );
  }
  if (stack && column.headerHidden) {
    return (
      <td className={cx(shared, "max-md:absolute max-md:top-1.5 max-md:right-2 max-md:p-0")}>{content}</td>
    );
  }
  return (
    <td
      className={cx(
        shared,
        stack && "max-md:p-0",
        stack &&
          (column.isProse
            ? "max-md:block"
            : "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4"),
      )}
    >
      {stack && (
        <span aria-hidden className={cx("shrink-0 text-sm text-muted md:hidden", column.isProse && "block")}>
          {column.header}
        </span>
      )}
      {stack ? (
        <span className={cx("min-w-0", !column.isProse && "max-md:text-right")}>{content}</span>
      ) : (
        content
      )}
    </td>
  );
}
