import { testWebhook } from "@/lib/features/webhooks/webhooks";
import { apiRoute } from "@/lib/server/api/api-route";

/** Puts a test message on its way; the delivery log tells what came of it. */
export const POST = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 202 },
  ({ deps, ctx, params }) => testWebhook(deps, ctx, params.id ?? ""),
);
