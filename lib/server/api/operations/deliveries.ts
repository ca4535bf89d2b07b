import { listDeliveries, redeliver } from "@/lib/features/webhooks/webhooks";
import { done } from "@/lib/model/outcome";
import { listOf } from "@/lib/schemas/list-answer";
import { deliveryApiQuery, deliveryView } from "@/lib/schemas/webhook";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/webhooks/{id}/deliveries";
const common = { tag: "Webhooks", permission: "manage_tokens" } as const;

export const deliveryOperations = [
  defineOperation(
    {
      id: "listDeliveries",
      method: "get",
      path: all,
      ...common,
      summary: "Read the messages of a webhook",
      scope: "connections:read",
      query: deliveryApiQuery,
      response: listOf(deliveryView),
      problems: ["webhook_not_found"],
    },
    async (call) => {
      const page = await listDeliveries(call.deps, call.ctx, call.params.id, partOf(call));
      return page.ok ? done(apiList(call, page.value)) : page;
    },
  ),
  defineOperation(
    {
      id: "redeliver",
      method: "post",
      path: `${all}/{deliveryId}/redeliver`,
      ...common,
      summary: "Send a message again",
      scope: "connections:write",
      status: 202,
      response: deliveryView,
      problems: ["webhook_not_found", "delivery_not_found"],
    },
    ({ deps, ctx, params: { id, deliveryId } }) => redeliver(deps, ctx, { id, deliveryId }),
  ),
];
