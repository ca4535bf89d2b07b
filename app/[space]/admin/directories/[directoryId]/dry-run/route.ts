import { dryRun } from "@/lib/features/directories/dry-run";
import { dryRunCsv } from "@/lib/features/directories/explain-dry-run";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; directoryId: string }>;
}

/** What activation would do, as a file. Without permission: 404, as for any page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, directoryId } = await params;
  const ctx = await permittedAt(space, "manage_people");
  const notFound = Response.json({ message: "There is no such file." }, { status: 404 });
  if (!ctx) return notFound;
  const found = await dryRun(await dependencies(), ctx, directoryId);
  if (!found.ok) return notFound;
  return new Response(dryRunCsv(found.value), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="dry-run.csv"',
      "Cache-Control": "no-store",
    },
  });
}
