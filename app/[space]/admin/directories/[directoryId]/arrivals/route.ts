import { readArrivals } from "@/lib/features/directories/read-arrivals";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; directoryId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/** What has come from a directory, for the wizard that waits for it. Without permission: 404, as for any page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, directoryId } = await params;
  const ctx = await permittedAt(space, "manage_people");
  const notFound = Response.json({ message: "There is no such directory." }, { status: 404, headers });
  if (!ctx) return notFound;
  const found = await readArrivals(await dependencies(), ctx, directoryId);
  return found.ok ? Response.json(found.value, { headers }) : notFound;
}
