import { z } from "zod";

const maxPageSize = 200;

/** Reads the next page's mark; `null` if it was not issued here. */
export function readCursor(cursor: string): { page: number; pageSize: number } | null {
  const [page, pageSize] =
    atobSafe(cursor)
      ?.match(/^p(\d{1,7})\.(\d{1,3})$/)
      ?.slice(1)
      .map(Number) ?? [];
  if (!page || !pageSize || pageSize > maxPageSize) return null;
  return { page, pageSize };
}

/** The mark of a page, opaque for programs. */
export function writeCursor(page: number, pageSize: number): string {
  return btoa(`p${page}.${pageSize}`).replace(/={1,2}$/, "");
}

function atobSafe(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}

/** `limit`, `cursor` and `search` of a list in the API, where invalid values are an error. */
export const apiListFields = {
  limit: z.coerce
    .number({ error: "limit is a number from 1 to 200." })
    .int("limit is a whole number.")
    .min(1, "limit is at least 1.")
    .max(maxPageSize, "limit is at most 200.")
    .default(50),
  cursor: z
    .string()
    .optional()
    .refine((text) => text === undefined || readCursor(text) !== null, {
      message: "cursor is not one from this list; leave it out to start again.",
    }),
  search: z.string().max(200, "search has at most 200 characters.").optional(),
};

/** The page of the list that `limit` and `cursor` request; a cursor keeps the limit that it was created with. */
export function pageOf(query: { limit: number; cursor?: string | undefined; search?: string | undefined }) {
  const from = query.cursor ? readCursor(query.cursor) : null;
  return {
    page: from?.page ?? 1,
    pageSize: from?.pageSize ?? query.limit,
    ...(query.search ? { search: query.search } : {}),
  };
}
