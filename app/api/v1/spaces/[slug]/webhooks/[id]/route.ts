import { changeWebhookBody } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api-door";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { changeWebhook, findWebhook, removeWebhook } from "@/lib/usecases/webhooks";

export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens" },
  ({ deps, acting, params }) => findWebhook(deps, acting, params.id ?? ""),
);

export const PATCH = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", body: changeWebhookBody },
  async ({ acting, params, body }) =>
    changeWebhook(await ssoDependencies(), acting, { ...body, id: params.id ?? "" }),
);

export const DELETE = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", status: 204 },
  ({ deps, acting, params }) => removeWebhook(deps, acting, params.id ?? ""),
);
