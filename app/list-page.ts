import type { ListQuery } from "@/components/ui/list-query";
import type { PageQuery } from "@/lib/ports/page";

/** What the address of a list asks for, as the lists of use cases take it. */
export function pageQuery(
  query: ListQuery,
  pageSize = 25,
): Required<Omit<PageQuery, "search">> & { search?: string } {
  return {
    page: query.page,
    pageSize,
    sort: query.sort.field,
    direction: query.sort.descending ? "desc" : "asc",
    ...(query.q ? { search: query.q } : {}),
  };
}
