import { activateOption } from "@/lib/features/connections/activate-option";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { viewConnection } from "@/lib/features/connections/list-connections";
import { done } from "@/lib/model/outcome";
import { activateBody } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api/api-route";
import { ifMatchHolds } from "@/lib/server/api/etag";

/** Puts the tested version live. The first activation ends the space's tokens, the caller's own included. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: activateBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const connectionId = params.id ?? "";
    const seen = await viewConnection(deps, ctx, connectionId);
    const unchanged = await ifMatchHolds(request, deps, ctx, seen ? done(seen) : noSuchConnection());
    if (!unchanged.ok) return unchanged;
    const activated = await activateOption(deps, ctx, {
      connectionId,
      configurationId: body.configurationId ?? null,
      sessions: body.sessions,
      relink: body.relink,
    });
    if (!activated.ok) return activated;
    const view = await viewConnection(deps, ctx, connectionId);
    return view
      ? done({ ...view, ended: activated.value.ended, takenAlong: activated.value.takenAlong })
      : noSuchConnection();
  },
);
