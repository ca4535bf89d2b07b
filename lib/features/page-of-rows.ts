import type { Page, PageQuery } from "@/lib/ports/page";

type Key = string | number;

/** How rows in memory are searched and sorted. */
interface RowRules<Row> {
  /** The text that search covers. */
  texts: (row: Row) => readonly string[];
  /** The sort keys; the first one is the default. */
  keys: Record<string, (row: Row) => Key>;
}

/** A page of rows in memory: those that match the words, in the requested order. */
export function pageOfRows<Row>(rows: readonly Row[], query: PageQuery, rules: RowRules<Row>): Page<Row> {
  const words = query.search?.trim().toLowerCase() ?? "";
  const found = rows.filter((row) => rules.texts(row).some((text) => text.toLowerCase().includes(words)));
  const keyOf = Object.entries(rules.keys).find(([name]) => name === query.sort)?.[1];
  const usual = Object.values(rules.keys)[0];
  const key = keyOf ?? usual;
  const turn = query.direction === "desc" ? -1 : 1;
  const sorted = key ? found.toSorted((a, b) => turn * compare(key(a), key(b))) : found;
  const pageSize = query.pageSize ?? 25;
  const page = Math.min(query.page ?? 1, Math.max(1, Math.ceil(sorted.length / pageSize)));
  return { rows: sorted.slice((page - 1) * pageSize, page * pageSize), total: sorted.length, page, pageSize };
}

function compare(a: Key, b: Key): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
