import { done } from "@/lib/core/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { deliveryApiQuery } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { listDeliveries } from "@/lib/usecases/webhooks";

/** What was sent to the webhook, newest first. */
export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens", query: deliveryApiQuery },
  async ({ deps, acting, params, query: { status, ...part } }) => {
    const page = await listDeliveries(deps, acting, params.id ?? "", {
      ...pageOf(part),
      ...(status ? { status } : {}),
    });
    return page.ok ? done(apiList(page.value)) : page;
  },
);
