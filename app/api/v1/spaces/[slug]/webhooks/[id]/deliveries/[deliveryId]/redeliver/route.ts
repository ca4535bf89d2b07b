import { apiRoute } from "@/lib/server/api-door";
import { redeliver } from "@/lib/usecases/webhooks";

/** Sends a message once more, under the same `webhook-id`. */
export const POST = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 202 },
  ({ deps, acting, params }) =>
    redeliver(deps, acting, { id: params.id ?? "", deliveryId: params.deliveryId ?? "" }),
);
