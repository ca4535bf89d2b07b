import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { viewConnection } from "@/lib/features/connections/list-connections";
import { switchOption } from "@/lib/features/connections/switch-option";
import { done } from "@/lib/model/outcome";
import { type ApiHandler, apiRoute } from "./api-route";
import { ifMatchHolds } from "./etag";

/** POST …/connections/{id}/disable and …/enable. Disabling never asks for the plan. */
export function apiSwitch(event: "disable" | "enable"): ApiHandler {
  return apiRoute(
    { scope: "connections:write", needsSso: event === "enable", ifMatch: true },
    async ({ deps, ctx, params, request }) => {
      const connectionId = params.id ?? "";
      const seen = await viewConnection(deps, ctx, connectionId);
      const unchanged = await ifMatchHolds(request, deps, ctx, seen ? done(seen) : noSuchConnection());
      if (!unchanged.ok) return unchanged;
      const switched = await switchOption(deps, ctx, { connectionId, event });
      if (!switched.ok) return switched;
      const view = await viewConnection(deps, ctx, connectionId);
      return view ? done(view) : noSuchConnection();
    },
  );
}
