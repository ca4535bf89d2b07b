import { rotateWebhookSecret } from "@/lib/features/webhooks/rotate-webhook-secret";
import {
  changeWebhook,
  createWebhook,
  findWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  removeWebhook,
  testWebhook,
  type WebhookEditor,
} from "@/lib/features/webhooks/webhooks";
import type { Actor } from "@/lib/model/audit/audit";
import { done } from "@/lib/model/outcome";
import { listOf, wholeListOf } from "@/lib/schemas/list-answer";
import {
  changeWebhookBody,
  createdWebhookView,
  createWebhookBody,
  deliveryApiQuery,
  deliveryView,
  rotateWebhookSecretBody,
  webhookView,
} from "@/lib/schemas/webhook";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { apiList, partOf } from "../api-list";
import { defineOperatorOperation } from "../define-operator-operation";

const all = "/webhooks";
const one = `${all}/{id}` as const;
const tag = "Webhooks (operator)";
const missing = "webhook_not_found";
const installation = { space: null };
const editor = (actor: Actor): WebhookEditor => ({ ...installation, actor, user: null });

export const operatorWebhookOperations = [
  defineOperatorOperation(
    {
      id: "listInstallationWebhooks",
      method: "get",
      path: all,
      tag,
      summary: "List the webhooks of the installation",
      description: "They receive what happens in any space. The webhooks of a space are with the space.",
      scope: "webhooks:read",
      response: wholeListOf(webhookView),
    },
    async ({ deps }) => done({ data: await listWebhooks(deps, installation) }),
  ),
  defineOperatorOperation(
    {
      id: "createInstallationWebhook",
      method: "post",
      path: all,
      tag,
      summary: "Create a webhook for all spaces",
      description:
        "Only this response contains the signing secret (`whsec_…`). Messages are signed as defined by Standard Webhooks; `data.space` names the space by `id`, `slug` and `externalId`.",
      scope: "webhooks:write",
      body: createWebhookBody,
      status: 201,
      response: createdWebhookView,
      problems: ["webhook_address_not_allowed", "too_many_webhooks"],
    },
    async ({ actor, body }) => createWebhook(await ssoDependencies(), editor(actor), body),
  ),
  defineOperatorOperation(
    {
      id: "getInstallationWebhook",
      method: "get",
      path: one,
      tag,
      summary: "Read a webhook of the installation",
      scope: "webhooks:read",
      response: webhookView,
      problems: [missing],
    },
    ({ deps, params }) => findWebhook(deps, installation, params.id),
  ),
  defineOperatorOperation(
    {
      id: "changeInstallationWebhook",
      method: "patch",
      path: one,
      tag,
      summary: "Change, disable or enable a webhook of the installation",
      scope: "webhooks:write",
      body: changeWebhookBody,
      response: webhookView,
      problems: [missing, "webhook_address_not_allowed"],
    },
    async ({ actor, params, body }) =>
      changeWebhook(await ssoDependencies(), editor(actor), { ...body, id: params.id }),
  ),
  defineOperatorOperation(
    {
      id: "rotateInstallationWebhookSecret",
      method: "post",
      path: `${one}/rotate-secret`,
      tag,
      summary: "Create another signing secret for a webhook of the installation",
      description:
        "Only this answer contains the new secret. For `overlapHours` each message has two signatures in webhook-signature, with a space between: one by each secret.",
      scope: "webhooks:write",
      body: rotateWebhookSecretBody,
      bodyOptional: true,
      response: createdWebhookView,
      problems: [missing],
    },
    ({ deps, actor, params, body }) => rotateWebhookSecret(deps, editor(actor), { ...body, id: params.id }),
  ),
  defineOperatorOperation(
    {
      id: "removeInstallationWebhook",
      method: "delete",
      path: one,
      tag,
      summary: "Remove a webhook of the installation",
      scope: "webhooks:write",
      status: 204,
      problems: [missing],
    },
    ({ deps, actor, params }) => removeWebhook(deps, editor(actor), params.id),
  ),
  defineOperatorOperation(
    {
      id: "testInstallationWebhook",
      method: "post",
      path: `${one}/test`,
      tag,
      summary: "Send a test message",
      scope: "webhooks:write",
      status: 202,
      response: deliveryView,
      problems: [missing, "webhook_disabled"],
    },
    ({ deps, actor, params }) => testWebhook(deps, editor(actor), params.id),
  ),
  defineOperatorOperation(
    {
      id: "listInstallationDeliveries",
      method: "get",
      path: `${one}/deliveries`,
      tag,
      summary: "Read the messages of a webhook of the installation",
      scope: "webhooks:read",
      query: deliveryApiQuery,
      response: listOf(deliveryView),
      problems: [missing],
    },
    async (call) => {
      const page = await listDeliveries(call.deps, installation, call.params.id, partOf(call));
      return page.ok ? done(apiList(call, page.value)) : page;
    },
  ),
  defineOperatorOperation(
    {
      id: "redeliverInstallationMessage",
      method: "post",
      path: `${one}/deliveries/{deliveryId}/redeliver`,
      tag,
      summary: "Send a message again",
      scope: "webhooks:write",
      status: 202,
      response: deliveryView,
      problems: [missing, "delivery_not_found"],
    },
    ({ deps, actor, params: { id, deliveryId } }) => redeliver(deps, editor(actor), { id, deliveryId }),
  ),
];
