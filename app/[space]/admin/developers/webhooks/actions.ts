"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { rotateWebhookSecret } from "@/lib/features/webhooks/rotate-webhook-secret";
import {
  changeWebhook,
  createWebhook,
  redeliver,
  removeWebhook,
  testWebhook,
} from "@/lib/features/webhooks/webhooks";
import {
  changeWebhookForm,
  redeliverForm,
  rotateWebhookSecretForm,
  switchWebhookForm,
  webhookForm,
  webhookIdForm,
} from "@/lib/schemas/webhook";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

const formMessage = (message: string) => () => {
  refresh();
  return { ok: true, message };
};

/** Creates a webhook; the result contains its signing secret, this once. */
export const createWebhookAction = adminAction(
  "manage_tokens",
  webhookForm,
  async (ctx, input) => createWebhook(await ssoDependencies(), ctx, input),
  (created) => ({ ok: true, values: { issued: created.secret } }),
);

/** Changes address and events. */
export const changeWebhookAction = adminAction(
  "manage_tokens",
  changeWebhookForm,
  async (ctx, input) => changeWebhook(await ssoDependencies(), ctx, input),
  formMessage("Saved."),
);

/** Disables or enables a webhook. */
export const switchWebhookAction = adminAction(
  "manage_tokens",
  switchWebhookForm,
  async (ctx, input) => changeWebhook(await ssoDependencies(), ctx, input),
  ({ enabled }) => formMessage(enabled ? "Enabled." : "Disabled.")(),
);

/** Sends a test message. */
export const testWebhookAction = adminAction(
  "manage_tokens",
  webhookIdForm,
  (ctx, { id }, deps) => testWebhook(deps, ctx, id),
  formMessage("A test message is on its way. Reload in a few seconds to see the result."),
);

/** Sends a message once more. */
export const redeliverAction = adminAction(
  "manage_tokens",
  redeliverForm,
  (ctx, input, deps) => redeliver(deps, ctx, input),
  formMessage("The message is being sent again."),
);

/** Creates another signing secret; the result contains it, this once. */
export const rotateWebhookSecretAction = adminAction(
  "manage_tokens",
  rotateWebhookSecretForm,
  (ctx, input, deps) => rotateWebhookSecret(deps, ctx, input),
  ({ secret }) => {
    refresh();
    return { ok: true, values: { issued: secret } };
  },
);

/** Removes a webhook with its log. */
export const removeWebhookAction = adminAction(
  "manage_tokens",
  webhookIdForm,
  (ctx, { id }, deps) => removeWebhook(deps, ctx, id),
  (_, ctx) => redirect(spacePaths(ctx.space.slug).webhooks),
);
