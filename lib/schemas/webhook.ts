import { z } from "zod";
import { flag } from "@/lib/model/text/flag";
import { deliveryStatuses } from "@/lib/model/webhooks/webhook";
import { webhookEventTypes } from "@/lib/model/webhooks/webhook-events";
import { webhookMessage } from "@/lib/model/webhooks/webhook-messages";
import { apiListFields, periodFields } from "./list-query";
import { overlapHours } from "./overlap-hours";
import { missingOrNoText } from "./text";

const url = z
  .string({ error: missingOrNoText("The address") })
  .trim()
  .min(1, "The address is missing.")
  .max(2_000, "An address has at most 2,000 characters.");
const eventType = z
  .enum(webhookEventTypes, { error: `An event is one of ${webhookEventTypes.join(", ")}.` })
  .meta({ id: "WebhookEventType", description: "Something that a webhook can be told of" });
const events = z
  .array(eventType, { error: "events is a list." })
  .min(1, "Choose at least one event.")
  .transform((list) => webhookEventTypes.filter((type) => list.includes(type)));
const id = z.string().min(1).max(64);

/** A form with one ticked box sends a text instead of a list, and nothing at all with none. */
const eventsOfForm = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  events,
);

export const createWebhookBody = z.strictObject({
  url: url.describe("Where the messages are sent"),
  events: events.describe("The events that it receives"),
});
export const changeWebhookBody = z.strictObject({
  url: url.optional().describe("Where the messages are sent"),
  events: events.optional().describe("The events that it receives, as a whole"),
  enabled: z.boolean({ error: "enabled is true or false." }).optional().describe("Whether messages are sent"),
});

export const rotateWebhookSecretBody = z.strictObject({
  overlapHours: overlapHours
    .default(24)
    .describe("How many hours messages are signed with the secret before as well; 0: it ends at once"),
});

export const webhookForm = z.object({ url, events: eventsOfForm });
export const changeWebhookForm = webhookForm.extend({ id });
export const switchWebhookForm = z.object({ id, enabled: flag });
export const webhookIdForm = z.object({ id });
/** Of the choices that the screen offers. */
export const rotateWebhookSecretForm = z.object({ id, overlapHours: z.coerce.number().pipe(overlapHours) });
export const redeliverForm = z.object({ id, deliveryId: id });

const status = z.enum(deliveryStatuses, {
  error: "status is waiting, delivered or failed.",
});
export const deliveryApiQuery = z.strictObject({
  ...apiListFields,
  status: status.optional().describe("Only messages in this state"),
  ...periodFields,
});

/** A webhook as shown: never its secret. */
export const webhookView = z
  .object({
    id: z.string().describe("The webhook's id"),
    url: z.string().describe("Where the messages are sent"),
    events: z.array(eventType).describe("The events that it receives"),
    enabled: z.boolean().describe("Whether messages are sent"),
    previousSecretUntil: z.iso
      .datetime()
      .nullable()
      .describe(
        "Until when messages are signed with the signing secret before as well; null: they are signed with one",
      ),
    createdAt: z.iso.datetime().describe("When it was created"),
  })
  .meta({ id: "Webhook", description: "A webhook, without its secret" });
export type WebhookView = z.infer<typeof webhookView>;

/** The answer to a creation: the only time that the signing secret is shown. */
export const createdWebhookView = webhookView
  .extend({ secret: z.string().describe("The signing secret, in this answer and nowhere else") })
  .meta({ id: "CreatedWebhook", description: "A webhook with its signing secret, shown this once" });

/** A message in the delivery log. */
export const deliveryView = z
  .object({
    id: z.string().describe("The message's id, sent as webhook-id"),
    type: z.string().describe("The event"),
    status: status.describe("waiting, delivered or failed"),
    attempts: z.number().int().describe("How often it was tried"),
    nextAttemptAt: z.iso.datetime().nullable().describe("When it is tried next; null: not again"),
    responseCode: z
      .number()
      .int()
      .nullable()
      .describe("The HTTP status of the last answer; null: there was none"),
    excerpt: z.string().nullable().describe("The beginning of the last answer, or what went wrong"),
    payload: z.preprocess((payload) => payload, webhookMessage).describe("The message as it is sent"),
    createdAt: z.iso.datetime().describe("When the event happened"),
    finishedAt: z.iso.datetime().nullable().describe("When it was delivered or given up; null: neither yet"),
  })
  .meta({
    id: "WebhookDelivery",
    description: "A message of a webhook",
  });
export type DeliveryView = z.input<typeof deliveryView>;
