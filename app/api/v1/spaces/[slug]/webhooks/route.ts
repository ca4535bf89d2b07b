import { createWebhook, listWebhooks } from "@/lib/features/webhooks/webhooks";
import { done } from "@/lib/model/outcome";
import { createWebhookBody } from "@/lib/schemas/webhook";
import { apiRoute } from "@/lib/server/api/api-route";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

export const GET = apiRoute(
  { scope: "connections:read", permission: "manage_tokens" },
  async ({ deps, ctx }) => done({ data: await listWebhooks(deps, ctx) }),
);

/** Makes a webhook; the answer holds its signing secret, this once. */
export const POST = apiRoute(
  { scope: "connections:write", permission: "manage_tokens", body: createWebhookBody, status: 201 },
  async ({ ctx, body }) => createWebhook(await ssoDependencies(), ctx, body),
);
