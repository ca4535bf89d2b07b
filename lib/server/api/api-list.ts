import type { Page } from "@/lib/ports/page";
import { writeCursor } from "@/lib/schemas/list-query";

/** One page of a list in the API: the rows, the mark of the next page, and the total. */
export function apiList<T>(page: Page<T>): { data: T[]; nextCursor: string | null; total: number } {
  const more = page.page * page.pageSize < page.total;
  return {
    data: page.rows,
    nextCursor: more ? writeCursor(page.page + 1, page.pageSize) : null,
    total: page.total,
  };
}
