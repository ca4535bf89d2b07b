import { versionBody } from "@/lib/schemas/versions";
import { apiRoute } from "@/lib/server/api-door";
import { expectedRevision } from "@/lib/server/if-match";
import { noSuchConnection } from "@/lib/usecases/find-connection";
import { viewConnection } from "@/lib/usecases/list-connections";
import { rollBack } from "@/lib/usecases/roll-back";

/** Puts an earlier version that passed its test live again. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: versionBody, ifMatch: true },
  async ({ deps, acting, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const connectionId = params.id ?? "";
    const expected = { expectedRevision: revision.value };
    const rolled = await rollBack(deps, acting, { connectionId, ...body, ...expected });
    if (!rolled.ok) return rolled;
    const view = await viewConnection(deps, acting, connectionId);
    return view ? { ok: true, value: view } : noSuchConnection();
  },
);
