import { readSetupTest } from "@/lib/features/setup-links/work-by-setup-link";
import { setupOf } from "@/lib/server/auth/setup-access";
import { dependencies } from "@/lib/server/process/dependencies";

interface Context {
  params: Promise<{ linkId: string; runId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/** The state of a test that this link began. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { linkId, runId } = await params;
  const ctx = await setupOf(linkId);
  const result = ctx && (await readSetupTest(await dependencies(), ctx, runId));
  return result?.ok
    ? Response.json(result.value, { headers })
    : Response.json({ message: "There is no such test run." }, { status: 404, headers });
}
