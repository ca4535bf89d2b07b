import { asc, Column, ilike, is, or, type SQL, sql } from "drizzle-orm";
import type { SortDirection } from "@/lib/model/sort-direction";
import type { Page, PageQuery } from "@/lib/ports/page";

const largestPage = 200;
const usualPage = 25;

type Expression = Column | SQL;

/** The requested rows of a list, within bounds whatever was requested. */
export function boundsOf(query: PageQuery): { page: number; pageSize: number; offset: number } {
  const page = wholeNumber(query.page, 1, 1_000_000);
  const pageSize = wholeNumber(query.pageSize, usualPage, largestPage);
  return { page, pageSize, offset: (page - 1) * pageSize };
}

/** Backslash, per cent and underscore are literal in searches. */
export function containing(words: string): string {
  return `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** A condition that the words are in one of the columns, case-insensitively; none if the search is empty. */
export function searching(query: PageQuery, ...columns: Expression[]): SQL | undefined {
  const words = query.search?.trim();
  if (!words) return undefined;
  return or(...columns.map((column) => ilike(column as Column, containing(words))));
}

/**
 * The order of a list. Only the named columns can be requested; anything else gets the first of them. Empty values
 * come last, and equal rows keep their order from page to page.
 */
export function orderOf(
  query: PageQuery,
  columns: Record<string, Expression>,
  usual: { sort: string; direction: SortDirection },
  tieBreak: Expression,
): SQL[] {
  const known = query.sort !== undefined && Object.hasOwn(columns, query.sort);
  const column = columns[known ? (query.sort ?? usual.sort) : usual.sort];
  const direction = known ? (query.direction ?? "asc") : usual.direction;
  if (column === undefined) return [asc(tieBreak)];
  // An index would not serve an order that it cannot have: it does not know that there are no empty values.
  const empty = is(column, Column) && column.notNull ? sql`` : sql` nulls last`;
  const first = direction === "desc" ? sql`${column} desc${empty}` : sql`${column} asc${empty}`;
  return [first, direction === "desc" ? sql`${tieBreak} desc` : sql`${tieBreak} asc`];
}

/** Text in an order that does not put capital letters first. */
export function caseless(column: Expression): SQL {
  return sql`lower(${column})`;
}

/** Reads one page of a list and counts the whole. */
export async function readPage<Row, Entity>(
  query: PageQuery,
  select: (limit: number, offset: number) => PromiseLike<Row[]>,
  count: () => PromiseLike<number>,
  entity: (row: Row) => Entity,
): Promise<Page<Entity>> {
  const { page, pageSize, offset } = boundsOf(query);
  const rows = await select(pageSize, offset);
  // A first page that is not full is the whole list.
  const total = page === 1 && rows.length < pageSize ? rows.length : await count();
  return { rows: rows.map(entity), total, page, pageSize };
}

function wholeNumber(value: number | undefined, usual: number, largest: number): number {
  if (value === undefined || !Number.isFinite(value)) return usual;
  return Math.min(Math.max(Math.trunc(value), 1), largest);
}
