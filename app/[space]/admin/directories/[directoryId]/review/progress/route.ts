import { readReviewProgress } from "@/lib/features/directories/review-directory";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; directoryId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/** How far the dry run has come that is being made, for its page. Without permission: 404, as for any page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, directoryId } = await params;
  const ctx = await permittedAt(space, "manage_people");
  const notFound = Response.json({ message: "There is no such directory." }, { status: 404, headers });
  if (!ctx) return notFound;
  const found = await readReviewProgress(await dependencies(), ctx, directoryId);
  return found.ok ? Response.json(found.value, { headers }) : notFound;
}
