import { z } from "zod";
import { auditCsv } from "@/lib/features/audit/export-audit";
import { followAudit, readAudit } from "@/lib/features/audit/read-audit";
import { done } from "@/lib/model/outcome";
import { auditApiQuery, auditEventView } from "@/lib/schemas/audit";
import { listOf } from "@/lib/schemas/list-answer";
import { csvResponse, wantsCsv } from "@/lib/server/http/csv-response";
import { apiList, partOf } from "../api-list";
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
        "Newest first; with `after`, oldest first from that sequence number, to follow the log, with the same filters. With `Accept: text/csv`, as comma-separated values.",
      scope: "audit:read",
      query: auditApiQuery,
      response: listOf(auditEventView).extend({
        lastSequence: z
          .int()
          .optional()
          .describe("With `after`: the highest number in this answer, or `after` itself. The next `after`"),
      }),
      csv: true,
    },
    async (call) => {
      const { deps, ctx, request } = call;
      const { after, ...query } = call.query;
      const part = partOf({ ...call, query });
      const page =
        after === undefined ? await readAudit(deps, ctx, part) : await followAudit(deps, ctx, after, part);
      const list = apiList(call, page);
      const last = after === undefined ? {} : { lastSequence: list.data.at(-1)?.sequence ?? after };
      if (!wantsCsv(request)) return done({ ...list, ...last });
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
