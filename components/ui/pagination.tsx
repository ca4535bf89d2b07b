import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "./button-link";
import { type ListQuery, listHref } from "./list-query";

export interface PaginationProps {
  path: string;
  query: ListQuery;
  pageSize: number;
  total: number;
  /** A total above this stands for more rows, which nobody has counted. */
  countedUpTo?: number;
  /** The noun, for screen readers: "people". */
  noun: string;
}

/** "21–40 of 214" with Previous and Next. Nothing at all if everything fits on one page. */
export function Pagination({
  path,
  query,
  pageSize,
  total,
  countedUpTo = Number.POSITIVE_INFINITY,
  noun,
}: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 && query.page === 1) return null;
  const page = Math.min(query.page, pages);
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav aria-label={`Pages of ${noun}`} className="flex flex-wrap items-center justify-between gap-3">
      <p className="tabular text-sm text-muted">
        {from.toLocaleString("en")}–{to.toLocaleString("en")} of{" "}
        {total > countedUpTo ? `more than ${countedUpTo.toLocaleString("en")}` : total.toLocaleString("en")}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <ButtonLink
            href={listHref(path, query, { page: page - 1 })}
            prefetch={false}
            size="small"
            icon={<ChevronLeft aria-hidden />}
          >
            Previous
          </ButtonLink>
        )}
        {page < pages && (
          <ButtonLink href={listHref(path, query, { page: page + 1 })} prefetch={false} size="small">
            Next
            <ChevronRight aria-hidden />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
