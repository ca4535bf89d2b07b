import { listSetupLinks } from "@/lib/features/setup-links/list-setup-links";
import { holds } from "@/lib/model/people/roles";
import { doorOf } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; connectionId: string }>;
}

/** As many as the page of the connection shows. */
const newest = 5;

const headers = { "Cache-Control": "no-store" };

/** How the setup links of a connection stand, for the page that watches them. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, connectionId } = await params;
  const door = await doorOf(space);
  if (door.state !== "inside" || !holds(door.acting.membership, "manage_auth_integrations"))
    return Response.json({ message: "There is no such connection." }, { status: 404, headers });
  const { rows } = await listSetupLinks(await dependencies(), door.acting, {
    connectionId,
    pageSize: newest,
  });
  return Response.json({ links: rows }, { headers });
}
