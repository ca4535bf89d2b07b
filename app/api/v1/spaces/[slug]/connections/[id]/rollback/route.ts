import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { viewConnection } from "@/lib/features/connections/list-connections";
import { rollBack } from "@/lib/features/connections/roll-back";
import { versionBody } from "@/lib/schemas/versions";
import { apiRoute } from "@/lib/server/api/api-route";
import { expectedRevision } from "@/lib/server/api/if-match";

/** Puts an earlier version that passed its test live again. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: versionBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const connectionId = params.id ?? "";
    const expected = { expectedRevision: revision.value };
    const rolled = await rollBack(deps, ctx, { connectionId, ...body, ...expected });
    if (!rolled.ok) return rolled;
    const view = await viewConnection(deps, ctx, connectionId);
    return view ? { ok: true, value: view } : noSuchConnection();
  },
);
