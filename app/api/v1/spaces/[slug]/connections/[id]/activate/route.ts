import { done } from "@/lib/core/outcome";
import { activateBody } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api-door";
import { unchangedSince } from "@/lib/server/unchanged";
import { activateOption } from "@/lib/usecases/activate-option";
import { noSuchConnection } from "@/lib/usecases/find-connection";
import { viewConnection } from "@/lib/usecases/list-connections";

/** Puts the tested version live. The first activation ends the space's tokens, the caller's own included. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: activateBody, ifMatch: true },
  async ({ deps, acting, params, body, request }) => {
    const connectionId = params.id ?? "";
    const seen = await viewConnection(deps, acting, connectionId);
    const unchanged = await unchangedSince(request, deps, acting, seen ? done(seen) : noSuchConnection());
    if (!unchanged.ok) return unchanged;
    const activated = await activateOption(deps, acting, {
      connectionId,
      configurationId: body.configurationId ?? null,
      sessions: body.sessions,
    });
    if (!activated.ok) return activated;
    const view = await viewConnection(deps, acting, connectionId);
    return view ? done({ ...view, ended: activated.value.ended }) : noSuchConnection();
  },
);
