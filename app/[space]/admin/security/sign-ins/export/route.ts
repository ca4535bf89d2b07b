import { exportSignIns } from "@/lib/features/sign-in/sign-in-log";
import { permittedAt } from "@/lib/server/auth/require";
import { streamOf } from "@/lib/server/http/stream-of";
import { dependencies } from "@/lib/server/process/dependencies";
import { logFilter, readLogQuery } from "../log-query";

const types = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

/** The sign-in log as a file, with the filters of the page. Without permission: 404, as for any page. */
export async function GET(request: Request, { params }: { params: Promise<{ space: string }> }) {
  const ctx = await permittedAt((await params).space, "manage_auth_integrations");
  if (!ctx) return Response.json({ message: "There is no such file." }, { status: 404 });
  const search = new URL(request.url).searchParams;
  const format = search.get("format") === "json" ? "json" : "csv";
  const query = readLogQuery(Object.fromEntries(search));
  const parts = exportSignIns(
    await dependencies(),
    ctx,
    { ...logFilter(query), ...(query.q ? { search: query.q } : {}) },
    format,
  );
  return new Response(streamOf(parts), {
    headers: {
      "Content-Type": types[format],
      "Content-Disposition": `attachment; filename="sign-ins.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
