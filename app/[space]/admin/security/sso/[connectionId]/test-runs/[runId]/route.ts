import { readResultForAdministrator } from "@/lib/features/test-runs/show-test-result";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ space: string; connectionId: string; runId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/**
 * The state of a test run, for the wizard that is waiting for it. Without permission to manage connections: 404, as
 * for any page.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { space, connectionId, runId } = await params;
  const ctx = await permittedAt(space, "manage_auth_integrations");
  const notFound = Response.json({ message: "There is no such test run." }, { status: 404, headers });
  if (!ctx) return notFound;
  const result = await readResultForAdministrator(await dependencies(), ctx, { connectionId, runId });
  return result.ok ? Response.json(result.value, { headers }) : notFound;
}
