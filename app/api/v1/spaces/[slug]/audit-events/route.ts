import { done } from "@/lib/core/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { auditApiQuery } from "@/lib/schemas/trail";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { followAudit, readAudit } from "@/lib/usecases/read-trail";

/** Newest first; with `after` oldest first from that sequence number, for programs that follow the log. */
export const GET = apiRoute(
  { scope: "audit:read", query: auditApiQuery },
  async ({ deps, acting, query: { after, limit, cursor, search, ...filter } }) => {
    if (after !== undefined) {
      const data = await followAudit(deps, acting, after, limit);
      return done({ data, nextCursor: null, lastSequence: data.at(-1)?.sequence ?? after });
    }
    return done(apiList(await readAudit(deps, acting, { ...pageOf({ limit, cursor, search }), ...filter })));
  },
);
