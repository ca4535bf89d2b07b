import { auditCsv } from "@/lib/features/audit/export-audit";
import { followAudit, readAudit } from "@/lib/features/audit/read-audit";
import { done } from "@/lib/model/outcome";
import { auditApiQuery } from "@/lib/schemas/audit";
import { pageOf } from "@/lib/schemas/list-query";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";
import { csvResponse, wantsCsv } from "@/lib/server/http/csv-response";

/**
 * Newest first; with `after` oldest first from that sequence number, for programs that follow the log. As JSON, or as
 * comma-separated values where `Accept` asks for `text/csv`: the same part of the list, the next one in `Link`.
 */
export const GET = apiRoute(
  { scope: "audit:read", query: auditApiQuery },
  async ({ deps, ctx, request, query: { after, limit, cursor, search, ...filter } }) => {
    const csv = wantsCsv(request);
    if (after !== undefined) {
      const data = await followAudit(deps, ctx, after, limit);
      if (csv) return csvResponse(auditCsv(data), `audit-${ctx.space.slug}.csv`);
      return done({ data, nextCursor: null, lastSequence: data.at(-1)?.sequence ?? after });
    }
    const list = apiList(await readAudit(deps, ctx, { ...pageOf({ limit, cursor, search }), ...filter }));
    if (!csv) return done(list);
    const response = csvResponse(auditCsv(list.data), `audit-${ctx.space.slug}.csv`);
    if (list.nextCursor) {
      const next = new URL(request.url);
      next.searchParams.set("cursor", list.nextCursor);
      response.headers.set("Link", `<${next.pathname}${next.search}>; rel="next"`);
    }
    return response;
  },
);
