import { rotateWebhookSecret } from "@/lib/features/webhooks/rotate-webhook-secret";
import {
  changeWebhook,
  createWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  testWebhook,
} from "@/lib/features/webhooks/webhooks";
import { done } from "@/lib/model/outcome";
import { wholeListOf } from "@/lib/schemas/list-answer";
import {
  changeWebhookBody,
  createdWebhookView,
  createWebhookBody,
  deliveryView,
  rotateWebhookSecretBody,
  webhookView,
} from "@/lib/schemas/webhook";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/webhooks";
const one = `${all}/{id}` as const;
const common = { tag: "Webhooks", permission: "manage_tokens" } as const;
const missing = "webhook_not_found";

export const webhookOperations = [
  defineOperation(
    {
      id: "listWebhooks",
      method: "get",
      path: all,
      ...common,
      summary: "List webhooks",
      scope: "connections:read",
      response: wholeListOf(webhookView),
    },
    async ({ deps, ctx }) => done({ data: await listWebhooks(deps, ctx) }),
  ),
  defineOperation(
    {
      id: "createWebhook",
      method: "post",
      path: all,
      ...common,
      summary: "Create a webhook",
      description:
        "Only this response contains the signing secret (`whsec_…`). Messages are signed as defined by Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.",
      scope: "connections:write",
      body: createWebhookBody,
      status: 201,
      response: createdWebhookView,
      problems: ["webhook_address_not_allowed", "too_many_webhooks"],
    },
    async ({ ctx, body }) => createWebhook(await ssoDependencies(), ctx, body),
  ),
  defineOperation(
    {
      id: "getWebhook",
      method: "get",
      path: one,
      ...common,
      summary: "Read a webhook",
      scope: "connections:read",
      response: webhookView,
      problems: [missing],
    },
    ({ deps, ctx, params }) => findWebhook(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "changeWebhook",
      method: "patch",
      path: one,
      ...common,
      summary: "Change, disable or enable a webhook",
      scope: "connections:write",
      body: changeWebhookBody,
      ifMatch: { current: ({ deps, ctx, params }) => findWebhook(deps, ctx, params.id) },
      response: webhookView,
      problems: [missing, "webhook_address_not_allowed"],
    },
    async ({ ctx, params, body }) => changeWebhook(await ssoDependencies(), ctx, { ...body, id: params.id }),
  ),
  defineOperation(
    {
      id: "rotateWebhookSecret",
      method: "post",
      path: `${one}/rotate-secret`,
      ...common,
      summary: "Create another signing secret",
      description:
        "Only this answer contains the new secret. For `overlapHours` each message has two signatures in webhook-signature, with a space between: one by each secret.",
      scope: "connections:write",
      body: rotateWebhookSecretBody,
      bodyOptional: true,
      response: createdWebhookView,
      problems: [missing],
    },
    ({ deps, ctx, params, body }) => rotateWebhookSecret(deps, ctx, { ...body, id: params.id }),
  ),
  defineOperation(
    {
      id: "removeWebhook",
      method: "delete",
      path: one,
      ...common,
      summary: "Remove a webhook",
      scope: "connections:write",
      ifMatch: { current: ({ deps, ctx, params }) => findWebhook(deps, ctx, params.id) },
      status: 204,
      problems: [missing],
    },
    ({ deps, ctx, params }) => removeWebhook(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "testWebhook",
      method: "post",
      path: `${one}/test`,
      ...common,
      summary: "Send a test message",
      scope: "connections:write",
      status: 202,
      response: deliveryView,
      problems: [missing, "webhook_disabled"],
    },
    ({ deps, ctx, params }) => testWebhook(deps, ctx, params.id),
  ),
];
