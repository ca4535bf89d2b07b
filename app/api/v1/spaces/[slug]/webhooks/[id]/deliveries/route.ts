import { listDeliveries } from "@/lib/features/webhooks/webhooks";
import { done } from "@/lib/model/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { deliveryApiQuery } from "@/lib/schemas/webhook";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

/** What was sent to the webhook, newest first. */
export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens", query: deliveryApiQuery },
  async ({ deps, ctx, params, query: { status, ...part } }) => {
    const page = await listDeliveries(deps, ctx, params.id ?? "", {
      ...pageOf(part),
      ...(status ? { status } : {}),
    });
    return page.ok ? done(apiList(page.value)) : page;
  },
);
