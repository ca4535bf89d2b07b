/** The state of a list in its address: `?q=ann&role=admin&sort=-name&page=2`. */
export interface ListQuery {
  q: string;
  /** Filter name → chosen value; absent filters are not in it. */
  filters: Record<string, string>;
  sort: { field: string; descending: boolean };
  /** From 1. */
  page: number;
}

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export interface ListRules {
  /** Fields that may be sorted by. */
  sorts: readonly string[];
  defaultSort: string;
  /** Filter name → its allowed values. */
  filters?: Readonly<Record<string, readonly string[]>>;
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Reads a list's state from its address; unknown values fall back to the default. */
export function readListQuery(params: SearchParams, rules: ListRules): ListQuery {
  const filters: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(rules.filters ?? {})) {
    const value = first(params[name]);
    if (value && allowed.includes(value)) filters[name] = value;
  }
  const asked = first(params.sort) ?? "";
  const known = rules.sorts.includes(asked.replace(/^-/, ""));
  const page = Number(first(params.page));
  return {
    q: (first(params.q) ?? "").trim().slice(0, 200),
    filters,
    sort: parseSort(known ? asked : rules.defaultSort),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

function parseSort(text: string): ListQuery["sort"] {
  return { field: text.replace(/^-/, ""), descending: text.startsWith("-") };
}

/** The address of the same list with a change. Any change but the page returns to page 1. */
export function listHref(path: string, query: ListQuery, change: Partial<ListQuery>): string {
  const next = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set("q", next.q);
  for (const [name, value] of Object.entries(next.filters)) params.set(name, value);
  params.set("sort", `${next.sort.descending ? "-" : ""}${next.sort.field}`);
  if (next.page > 1) params.set("page", String(next.page));
  return `${path}?${params}`;
}

/** The sort that a click on a column requests: this column, or the reverse if it is sorted already. */
export function toggledSort(query: ListQuery, field: string): ListQuery["sort"] {
  return { field, descending: query.sort.field === field && !query.sort.descending };
}
