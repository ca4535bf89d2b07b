import { z } from "zod";
import { flag } from "@/lib/model/text/flag";
import { deliveryStatuses } from "@/lib/model/webhooks/webhook";
import { webhookEventTypes } from "@/lib/model/webhooks/webhook-events";
import { apiListFields, periodFields } from "./list-query";
import { missingOrNoText } from "./text";

const url = z
  .string({ error: missingOrNoText("The address") })
  .trim()
  .min(1, "The address is missing.")
  .max(2_000, "An address has at most 2,000 characters.");
const events = z
  .array(z.enum(webhookEventTypes, { error: `An event is one of ${webhookEventTypes.join(", ")}.` }), {
    error: "events is a list.",
  })
  .min(1, "Choose at least one event.")
  .transform((list) => webhookEventTypes.filter((type) => list.includes(type)));
const id = z.string().min(1).max(64);

/** A form with one ticked box sends a text instead of a list, and nothing at all with none. */
const eventsOfForm = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  events,
);

export const createWebhookBody = z.strictObject({ url, events });
export const changeWebhookBody = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  enabled: z.boolean({ error: "enabled is true or false." }).optional(),
});

export const webhookForm = z.object({ url, events: eventsOfForm });
export const changeWebhookForm = webhookForm.extend({ id });
export const switchWebhookForm = z.object({ id, enabled: flag });
export const webhookIdForm = z.object({ id });
export const redeliverForm = z.object({ id, deliveryId: id });

const status = z.enum(deliveryStatuses, {
  error: "status is waiting, delivered or failed.",
});
export const deliveryApiQuery = z.strictObject({
  ...apiListFields,
  status: status.optional(),
  ...periodFields,
});

/** A webhook as shown: never its secret. */
export const webhookView = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEventTypes)),
    enabled: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Webhook", description: "A webhook, without its secret" });
export type WebhookView = z.infer<typeof webhookView>;

/** The answer to a creation: the only time that the signing secret is shown. */
export const createdWebhookView = webhookView
  .extend({ secret: z.string() })
  .meta({ id: "CreatedWebhook", description: "A webhook with its signing secret, shown this once" });

/** A message in the delivery log. */
export const deliveryView = z
  .object({
    id: z.string(),
    type: z.string(),
    status,
    attempts: z.number().int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    responseCode: z.number().int().nullable(),
    excerpt: z.string().nullable(),
    payload: z.unknown(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "WebhookDelivery", description: "A message of a webhook" });
export type DeliveryView = z.infer<typeof deliveryView>;
