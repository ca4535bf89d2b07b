import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { viewConnection } from "@/lib/features/connections/list-connections";
import { switchOption } from "@/lib/features/connections/switch-option";
import { done } from "@/lib/model/outcome";
import { type ApiHandler, apiRoute } from "./api-route";
import { unchangedSince } from "./etag";

/** POST …/connections/{id}/disable and …/enable. Disabling never asks for the plan. */
export function apiSwitch(event: "disable" | "enable"): ApiHandler {
  return apiRoute(
    { scope: "connections:write", needsSso: event === "enable", ifMatch: true },
    async ({ deps, acting, params, request }) => {
      const connectionId = params.id ?? "";
      const seen = await viewConnection(deps, acting, connectionId);
      const unchanged = await unchangedSince(request, deps, acting, seen ? done(seen) : noSuchConnection());
      if (!unchanged.ok) return unchanged;
      const switched = await switchOption(deps, acting, { connectionId, event });
      if (!switched.ok) return switched;
      const view = await viewConnection(deps, acting, connectionId);
      return view ? done(view) : noSuchConnection();
    },
  );
}
