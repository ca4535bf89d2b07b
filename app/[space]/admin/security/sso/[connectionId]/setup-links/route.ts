import { newestSetupLinks } from "@/lib/features/setup-links/list-setup-links";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; connectionId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/** The state of a connection's setup links, for the page that polls them. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, connectionId } = await params;
  const ctx = await permittedAt(space, "manage_auth_integrations");
  if (!ctx) return Response.json({ message: "There is no such connection." }, { status: 404, headers });
  const { rows } = await newestSetupLinks(await dependencies(), ctx, connectionId);
  return Response.json({ links: rows }, { headers });
}
