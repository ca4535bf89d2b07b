import { auditCsv, collectAudit } from "@/lib/features/audit/export-audit";
import { permittedAt } from "@/lib/server/auth/require";
import { csvResponse } from "@/lib/server/http/csv-response";
import { dependencies } from "@/lib/server/process/dependencies";
import { auditFilterOf, readAuditQuery } from "../audit-query";

interface Context {
  params: Promise<{ space: string }>;
}

/** The log as a file, by the same search and filters as the page. Without permission: 404, as for any page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const ctx = await permittedAt((await params).space, "read_audit");
  if (!ctx) return Response.json({ message: "There is nothing here." }, { status: 404 });
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const query = readAuditQuery(given);
  const search = query.q ? { search: query.q } : {};
  const events = await collectAudit(await dependencies(), ctx, { ...search, ...auditFilterOf(query) });
  const name = `audit-${ctx.space.slug}`;
  if (given.format !== "json") return csvResponse(auditCsv(events), `${name}.csv`);
  return Response.json(events, {
    headers: {
      "Content-Disposition": `attachment; filename="${name}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
