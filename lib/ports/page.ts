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
}

/** One page of a list, and the total. */
export interface Page<T> {
  rows: T[];
  total: number;
  page: number;
  pageSize: number;
}
