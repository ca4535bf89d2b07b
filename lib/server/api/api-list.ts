import type { Dependencies } from "@/lib/ports/dependencies";
import type { Keyset, Page, PageQuery } from "@/lib/ports/page";
import { readCursor, writeCursor } from "./list-cursor";

/** What a list's query says about the part that is wanted. */
interface ListQuery {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

/** The call of a list. */
interface ListCall<Query extends ListQuery> {
  deps: Pick<Dependencies, "vault">;
  request: Request;
  query: Query;
}

/** Whether a cursor is one of the list that is asked; a call without one begins. */
export function isCursorOf(deps: Pick<Dependencies, "vault">, request: Request, cursor: unknown): boolean {
  return typeof cursor !== "string" || readCursor(deps, request, cursor) !== null;
}

/** The part of the list that `limit` and `cursor` request, with the list's own filters. */
export function partOf<Query extends ListQuery>({ deps, request, query }: ListCall<Query>) {
  const { limit, cursor, search, ...filters } = query;
  const after: Keyset | null = cursor === undefined ? null : readCursor(deps, request, cursor);
  const part: PageQuery & { after: Keyset | null } = {
    pageSize: limit,
    after,
    ...(search ? { search } : {}),
  };
  return { ...present(filters), ...part };
}

/** The filters that were sent. */
function present<T extends object>(filters: T) {
  // `fromEntries` loses the names; what is left of each value is what is not undefined.
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name];
  } & { [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined> };
}

/** One part of a list: the rows, the place where it goes on, and the total. */
export function apiList<T>(
  { deps, request }: Pick<ListCall<ListQuery>, "deps" | "request">,
  { rows, next, total }: Page<T>,
): { data: T[]; nextCursor: string | null; total: number } {
  return { data: rows, nextCursor: next ? writeCursor(deps, request, next) : null, total };
}
