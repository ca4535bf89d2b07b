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
import { operatorAction } from "@/lib/server/auth/admin-action";
import type { OperatorContext } from "@/lib/server/auth/require";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The webhooks of the installation, on behalf of an operator. */
const editor = ({ actor, user }: OperatorContext) => ({ space: null, actor, user });

const formMessage = (message: string) => () => {
  refresh();
  return { ok: true, message };
};

/** Creates a webhook for all spaces; the result contains its signing secret, this once. */
export const createWebhookAction = operatorAction(
  webhookForm,
  async (ctx, input) => createWebhook(await ssoDependencies(), editor(ctx), input),
  (created) => ({ ok: true, values: { issued: created.secret } }),
);

/** Changes address and events. */
export const changeWebhookAction = operatorAction(
  changeWebhookForm,
  async (ctx, input) => changeWebhook(await ssoDependencies(), editor(ctx), input),
  formMessage("Saved."),
);

/** Disables or enables a webhook. */
export const switchWebhookAction = operatorAction(
  switchWebhookForm,
  async (ctx, input) => changeWebhook(await ssoDependencies(), editor(ctx), input),
  ({ enabled }) => formMessage(enabled ? "Enabled." : "Disabled.")(),
);

/** Sends a test message. */
export const testWebhookAction = operatorAction(
  webhookIdForm,
  (ctx, { id }, deps) => testWebhook(deps, editor(ctx), id),
  formMessage("A test message is on its way. Reload in a few seconds to see the result."),
);

/** Sends a message once more. */
export const redeliverAction = operatorAction(
  redeliverForm,
  (ctx, input, deps) => redeliver(deps, editor(ctx), input),
  formMessage("The message is being sent again."),
);

/** Creates another signing secret; the result contains it, this once. */
export const rotateWebhookSecretAction = operatorAction(
  rotateWebhookSecretForm,
  (ctx, input, deps) => rotateWebhookSecret(deps, editor(ctx), input),
  ({ secret }) => {
    refresh();
    return { ok: true, values: { issued: secret } };
  },
);

/** Removes a webhook with its log. */
export const removeWebhookAction = operatorAction(
  webhookIdForm,
  (ctx, { id }, deps) => removeWebhook(deps, editor(ctx), id),
  () => redirect("/operator/webhooks"),
);
