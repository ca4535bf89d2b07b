"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
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
  switchWebhookForm,
  webhookForm,
  webhookIdForm,
} from "@/lib/schemas/webhook";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

const told = (message: string) => () => {
  refresh();
  return { ok: true, message };
};

/** Makes a webhook; the answer holds its signing secret, this once. */
export const createWebhookAction = adminAction(
  "manage_tokens",
  webhookForm,
  async (acting, input) => createWebhook(await ssoDependencies(), acting, input),
  (created) => ({ ok: true, values: { issued: created.secret } }),
);

/** Changes address and events. */
export const changeWebhookAction = adminAction(
  "manage_tokens",
  changeWebhookForm,
  async (acting, input) => changeWebhook(await ssoDependencies(), acting, input),
  told("Saved."),
);

/** Disables or enables a webhook. */
export const switchWebhookAction = adminAction(
  "manage_tokens",
  switchWebhookForm,
  async (acting, input) => changeWebhook(await ssoDependencies(), acting, input),
  ({ enabled }) => told(enabled ? "Enabled." : "Disabled.")(),
);

/** Puts a test message on its way. */
export const testWebhookAction = adminAction(
  "manage_tokens",
  webhookIdForm,
  (acting, { id }, deps) => testWebhook(deps, acting, id),
  told("A test message is on its way. Reload in a few seconds to see what came of it."),
);

/** Sends a message once more. */
export const redeliverAction = adminAction(
  "manage_tokens",
  redeliverForm,
  (acting, wish, deps) => redeliver(deps, acting, wish),
  told("On its way again."),
);

/** Removes a webhook with its log. */
export const removeWebhookAction = adminAction(
  "manage_tokens",
  webhookIdForm,
  (acting, { id }, deps) => removeWebhook(deps, acting, id),
  (_, acting) => redirect(spacePaths(acting.space.slug).webhooks),
);
