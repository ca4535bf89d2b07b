import { redeliver } from "@/lib/features/webhooks/webhooks";
import { apiRoute } from "@/lib/server/api/api-route";

/** Sends a message once more, under the same `webhook-id`. */
export const POST = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 202 },
  ({ deps, ctx, params }) =>
    redeliver(deps, ctx, { id: params.id ?? "", deliveryId: params.deliveryId ?? "" }),
);
