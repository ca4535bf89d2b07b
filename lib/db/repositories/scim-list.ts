import { type SQL, sql } from "drizzle-orm";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import { type ScimColumns, scimCondition, scimOrder } from "./scim-conditions";

/** The condition of a list's filter; none if it has none. */
export const scimWhere = ({ filter }: ListQuery, at: ScimColumns): SQL | undefined =>
  filter ? scimCondition(filter, at) : undefined;

/** A page of a list (RFC 7644 §3.4.2.4), and how many there are: counted only if the page does not show it. */
export async function readScimList<Row>(
  { sort, startIndex, count }: ListQuery,
  at: ScimColumns,
  rowsBy: (order: SQL[], limit: number, offset: number) => Promise<Row[]>,
  countAll: () => Promise<number>,
): Promise<{ rows: Row[]; total: number }> {
  const order = sort ? [directed(scimOrder(sort.path, at), sort.descending)] : [];
  const rows = count === 0 ? [] : await rowsBy(order, count, startIndex - 1);
  const isAll = startIndex === 1 && rows.length < count;
  return { rows, total: isAll ? rows.length : await countAll() };
}

const directed = (expression: SQL, descending: boolean) =>
  descending ? sql`${expression} desc nulls first` : sql`${expression} asc nulls last`;
