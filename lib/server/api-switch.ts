import { noSuchConnection } from "@/lib/usecases/find-connection";
import { viewConnection } from "@/lib/usecases/list-connections";
import { switchOption } from "@/lib/usecases/switch-option";
import { type ApiHandler, apiRoute } from "./api-door";

/** POST …/connections/{id}/disable and …/enable. Disabling never asks for the plan. */
export function apiSwitch(event: "disable" | "enable"): ApiHandler {
  return apiRoute(
    { scope: "connections:write", needsSso: event === "enable" },
    async ({ deps, acting, params }) => {
      const connectionId = params.id ?? "";
      const switched = await switchOption(deps, acting, { connectionId, event });
      if (!switched.ok) return switched;
      const view = await viewConnection(deps, acting, connectionId);
      return view ? { ok: true, value: view } : noSuchConnection();
    },
  );
}
