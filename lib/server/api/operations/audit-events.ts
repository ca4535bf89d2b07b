import { auditCsv } from "@/lib/features/audit/export-audit";
import { followAudit, readAudit } from "@/lib/features/audit/read-audit";
import { done } from "@/lib/model/outcome";
import { auditApiQuery, auditEventView } from "@/lib/schemas/audit";
import { listOf } from "@/lib/schemas/list-answer";
import { pageOf } from "@/lib/schemas/list-query";
import { csvResponse, wantsCsv } from "@/lib/server/http/csv-response";
import { apiList } from "../api-list";
import { defineOperation } from "../define-operation";

export const auditEventOperations = [
  defineOperation(
    {
      id: "listAuditEvents",
      method: "get",
      path: "/spaces/{slug}/audit-events",
      tag: "Trail",
      summary: "Read the audit log",
      description:
        "Newest first; with `after`, oldest first from that sequence number, to follow the log. With `Accept: text/csv`, as comma-separated values.",
      scope: "audit:read",
      query: auditApiQuery,
      response: listOf(auditEventView).partial({ total: true }).loose(),
      csv: true,
    },
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
  ),
];
