import { done } from "@/lib/core/outcome";
import { createWebhookBody } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api-door";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { createWebhook, listWebhooks } from "@/lib/usecases/webhooks";

export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens" },
  async ({ deps, acting }) => done({ data: await listWebhooks(deps, acting) }),
);

/** Makes a webhook; the answer holds its signing secret, this once. */
export const POST = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", body: createWebhookBody, status: 201 },
  async ({ acting, body }) => createWebhook(await ssoDependencies(), acting, body),
);
