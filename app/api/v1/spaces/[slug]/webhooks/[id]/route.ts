import { changeWebhook, findWebhook, removeWebhook } from "@/lib/features/webhooks/webhooks";
import { changeWebhookBody } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api/api-route";
import { unchangedSince } from "@/lib/server/api/etag";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens" },
  ({ deps, acting, params }) => findWebhook(deps, acting, params.id ?? ""),
);

export const PATCH = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", body: changeWebhookBody, ifMatch: true },
  async ({ deps, acting, params, body, request }) => {
    const id = params.id ?? "";
    const unchanged = await unchangedSince(request, deps, acting, await findWebhook(deps, acting, id));
    if (!unchanged.ok) return unchanged;
    return changeWebhook(await ssoDependencies(), acting, { ...body, id });
  },
);

export const DELETE = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 204, ifMatch: true },
  async ({ deps, acting, params, request }) => {
    const id = params.id ?? "";
    const unchanged = await unchangedSince(request, deps, acting, await findWebhook(deps, acting, id));
    return unchanged.ok ? removeWebhook(deps, acting, id) : unchanged;
  },
);
