import { dryRunAsCsv } from "@/lib/features/directories/dry-run";
import { reviewAsCsv } from "@/lib/features/directories/review-directory";
import { permittedAt } from "@/lib/server/auth/require";
import { csvResponse } from "@/lib/server/http/csv-response";
import { streamOf } from "@/lib/server/http/stream-of";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; directoryId: string }>;
}

/**
 * What activation would do with everybody, as a file: as the review of the address found it, or, without one that is
 * still there, as it is now. Without permission: 404, as for any page.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { space, directoryId } = await params;
  const ctx = await permittedAt(space, "manage_people");
  const notFound = Response.json({ message: "There is no such file." }, { status: 404 });
  if (!ctx) return notFound;
  const deps = await dependencies();
  const reviewId = new URL(request.url).searchParams.get("review");
  const kept = reviewId && (await reviewAsCsv(deps, ctx, { directoryId, reviewId }));
  if (kept) return csvResponse(streamOf(kept), "dry-run.csv");
  const found = await dryRunAsCsv(deps, ctx, directoryId);
  return found.ok ? csvResponse(streamOf(found.value), "dry-run.csv") : notFound;
}
