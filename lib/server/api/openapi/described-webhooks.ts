import { aboutWebhookMessage, messageName, webhookMessages } from "@/lib/model/webhooks/webhook-messages";
import { messageExamples } from "./examples/messages";
import type { NamedSchemas } from "./named-schemas";

type Json = Record<string, unknown>;

const header = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

/** Standard Webhooks, “Webhook headers”. */
const headers = [
  header(
    "webhook-id",
    "The message's id. The same again if it is sent again: skip those that you have seen.",
  ),
  header("webhook-timestamp", "When this try was made, in seconds since 1970. Refuse old ones."),
  header(
    "webhook-signature",
    "`v1,` and the Base64 of the HMAC-SHA256 over `id.timestamp.body`, under the webhook's secret.",
  ),
];

/** The messages that webhooks receive: what a program behind an address has to accept. */
export function describedWebhooks(schemas: NamedSchemas): Json {
  return Object.fromEntries(
    webhookMessages.map(({ type, message }) => [
      type,
      { post: described(type, schemas.refer(message, "output")) },
    ]),
  );
}

function described(type: (typeof webhookMessages)[number]["type"], schema: Json): Json {
  return {
    operationId: `receive${messageName(type)}`,
    tags: ["Webhooks"],
    summary: type,
    description: `${aboutWebhookMessage[type]} Messages can come twice, and out of order: \`webhook-id\` tells them apart, \`timestamp\` orders them.`,
    security: [],
    parameters: headers,
    requestBody: {
      required: true,
      content: { "application/json": { schema, example: messageExamples[type] } },
    },
    responses: {
      "2XX": { description: "Received. After any other answer the message is sent again, over three days." },
      410: { description: "Nothing more is wanted: the webhook is disabled." },
    },
  };
}
