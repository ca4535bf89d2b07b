import type { SortDirection } from "@/lib/model/sort-direction";
/** Which part of a list is wanted. */
export interface PageQuery {
  /** Words to look for, in the columns that the list names. */
  search?: string;
  /** 1 is the first page. */
  page?: number;
  pageSize?: number;
  sort?: string;
  direction?: SortDirection;
}

/** One part of a list, and how many there are in all. */
export interface Page<T> {
  rows: T[];
  total: number;
  page: number;
  pageSize: number;
}
