import type { SortDirection } from "@/lib/model/sort-direction";
/** The requested page of a list. */
export interface PageQuery {
  /** Words to search for, in the columns that the list names. */
  search?: string;
  /** 1 is the first page. */
  page?: number;
  pageSize?: number;
  sort?: string;
  direction?: SortDirection;
  /**
   * Reads on from a row instead of from a page: what is created or removed meanwhile neither repeats nor hides a row.
   * `null` begins such a list.
   */
  after?: Keyset | null;
  /** Of a long list, not all rows are counted, but one more than this at most. 0: none, for a list without pages. */
  countUpTo?: number;
}

/** A place in a list: the row that was read last, by what the list is sorted by. */
export interface Keyset {
  sort: string;
  direction: SortDirection;
  /** The row's values of the order as PostgreSQL writes them as text; `null`: it has none. */
  values: readonly (string | null)[];
}

/** One page of a list, and the total. */
export interface Page<T> {
  rows: T[];
  total: number;
  page: number;
  pageSize: number;
  /** If the list is read by `after`: where it goes on, `null` at its end. */
  next?: Keyset | null;
}

/** From when and until when, both included. */
export interface Period {
  from?: Date;
  to?: Date;
}
