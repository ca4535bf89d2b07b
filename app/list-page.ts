import type { ListQuery } from "@/components/ui/list-query";
import type { PageQuery } from "@/lib/ports/page";

/** The query in a list's address, as the use cases' lists take it. */
export function pageQuery(
  query: ListQuery,
  pageSize = 25,
): Required<Omit<PageQuery, "search" | "after" | "countUpTo">> & { search?: string } {
  return {
    page: query.page,
    pageSize,
    sort: query.sort.field,
    direction: query.sort.descending ? "desc" : "asc",
    ...(query.q ? { search: query.q } : {}),
  };
}

/** Lists that grow by every sign-in are counted up to here: a page of them must not take longer with every month. */
export const mostCounted = 10_000;
