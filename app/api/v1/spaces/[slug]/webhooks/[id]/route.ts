import { changeWebhook, findWebhook, removeWebhook } from "@/lib/features/webhooks/webhooks";
import { changeWebhookBody } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api/api-route";
import { ifMatchHolds } from "@/lib/server/api/etag";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens" },
  ({ deps, ctx, params }) => findWebhook(deps, ctx, params.id ?? ""),
);

export const PATCH = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", body: changeWebhookBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const id = params.id ?? "";
    const unchanged = await ifMatchHolds(request, deps, ctx, await findWebhook(deps, ctx, id));
    if (!unchanged.ok) return unchanged;
    return changeWebhook(await ssoDependencies(), ctx, { ...body, id });
  },
);

export const DELETE = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 204, ifMatch: true },
  async ({ deps, ctx, params, request }) => {
    const id = params.id ?? "";
    const unchanged = await ifMatchHolds(request, deps, ctx, await findWebhook(deps, ctx, id));
    return unchanged.ok ? removeWebhook(deps, ctx, id) : unchanged;
  },
);
