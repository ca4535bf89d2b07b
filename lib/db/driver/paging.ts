import { and, Column, gte, ilike, is, lte, or, type SQL, sql } from "drizzle-orm";
import type { SortDirection } from "@/lib/model/sort-direction";
import type { Keyset, Page, PageQuery, Period } from "@/lib/ports/page";

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

interface Term {
  expression: Expression;
  direction: SortDirection;
}

/** The order of a list, and what it takes to read on from one of its rows. */
export interface ListOrder {
  orderBy: SQL[];
  /** The rows after the one that was read last; none if the list begins. */
  after: SQL | undefined;
  /** A column of every row: its place, for `readPage`. */
  place: SQL.Aliased<string>;
  sort: string;
  direction: SortDirection;
}

/**
 * The order of a list. Only the named columns can be requested; anything else gets the first of them. Empty values
 * come last, and equal rows keep their order, which `ties` decide: the last of them differs in every row.
 */
export function listOrder(
  query: PageQuery,
  columns: Record<string, Expression>,
  usual: { sort: string; direction: SortDirection; first?: Expression },
  ...ties: Expression[]
): ListOrder {
  const wanted = query.after ?? query;
  const known = wanted.sort !== undefined && Object.hasOwn(columns, wanted.sort);
  const sort = known ? (wanted.sort ?? usual.sort) : usual.sort;
  const direction = known ? (wanted.direction ?? "asc") : usual.direction;
  const sorted = [columns[sort], ...ties].flatMap((expression) =>
    expression === undefined ? [] : [{ expression, direction }],
  );
  // Whatever is requested, rows are apart by this.
  const terms: Term[] = usual.first ? [{ expression: usual.first, direction: "asc" }, ...sorted] : sorted;
  const texts = terms.map(({ expression }) => sql`(${expression})::text`);
  return {
    orderBy: terms.map(inOrder),
    after: query.after ? behind(terms, query.after.values) : undefined,
    place: sql<string>`json_build_array(${sql.join(texts, sql`, `)})::text`.as("place"),
    sort,
    direction,
  };
}

function inOrder({ expression, direction }: Term): SQL {
  // An index would not serve an order that it cannot have: it does not know that there are no empty values.
  const empty = is(expression, Column) && expression.notNull ? sql`` : sql` nulls last`;
  return direction === "desc" ? sql`${expression} desc${empty}` : sql`${expression} asc${empty}`;
}

/** Rows behind the one with these values: equal in the first terms, and behind it in the next. */
function behind(
  [term, ...others]: readonly Term[],
  [value = null, ...rest]: Keyset["values"],
): SQL | undefined {
  if (!term) return sql`false`;
  const { expression, direction } = term;
  const further = behind(others, rest);
  // Nothing is behind an empty value but other empty values.
  if (value === null) return and(sql`(${expression}) is null`, further);
  const given = sql`${value}::${sql.raw(typeOf(expression))}`;
  const later = direction === "desc" ? sql`(${expression}) < ${given}` : sql`(${expression}) > ${given}`;
  return or(later, sql`(${expression}) is null`, and(sql`(${expression}) = ${given}`, further));
}

/** The type in which a place is compared: a column's own; other expressions are texts, or say what they are. */
function typeOf(expression: Expression): string {
  if (is(expression, Column)) return expression.getSQLType();
  return typed.get(expression) ?? "text";
}

const typed = new WeakMap<object, "integer" | "boolean">();

/** An expression that is not a text, for an order. */
export function ofType<T extends SQL>(type: "integer" | "boolean", expression: T): T {
  typed.set(expression, type);
  return expression;
}

/** A condition that an instant is within a period. */
export function within(column: Column, { from, to }: Period): SQL | undefined {
  return and(from && gte(column, from), to && lte(column, to));
}

/** Text in an order that does not put capital letters first. */
export function caseless(column: Expression): SQL {
  return sql`lower(${column})`;
}

interface Placed {
  place: string;
}

/**
 * Reads one page of a list and counts the whole. Its rows carry their `place` in the order; by that the list goes on if
 * it is read by `after`.
 */
export async function readPage<Row, Entity>(
  query: PageQuery,
  { sort, direction }: Pick<ListOrder, "sort" | "direction">,
  select: (limit: number, offset: number) => PromiseLike<(Row & Placed)[]>,
  count: () => PromiseLike<number>,
  entity: (row: Row) => Entity,
): Promise<Page<Entity>> {
  const { page, pageSize, offset } = boundsOf(query);
  const byPlace = query.after !== undefined;
  // One more than requested says whether there is one.
  const found = await select(byPlace ? pageSize + 1 : pageSize, byPlace ? 0 : offset);
  const rows = found.slice(0, pageSize);
  const isWhole =
    page === 1 && !query.after && found.length <= pageSize && (byPlace || found.length < pageSize);
  // A first page that is not full is the whole list.
  const total = isWhole || query.countUpTo === 0 ? offset + rows.length : await count();
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  const next = last ? { sort, direction, values: JSON.parse(last.place) as Keyset["values"] } : null;
  return {
    // Without its place, a row is what the statement selects.
    rows: rows.map(({ place: _, ...row }) => entity(row as Row)),
    total,
    page,
    pageSize,
    ...(byPlace ? { next } : {}),
  };
}

function wholeNumber(value: number | undefined, usual: number, largest: number): number {
  if (value === undefined || !Number.isFinite(value)) return usual;
  return Math.min(Math.max(Math.trunc(value), 1), largest);
}
