import { boolean, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { deliveryStatuses } from "../../lib/model/webhooks/webhook";
import { atLeast, instant, json, oneOf } from "./columns";
import { spaces } from "./spaces";
import { users } from "./users";

/** An address of a customer's program that receives the space's events. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: text("id").primaryKey(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    /** The signing secret (`whsec_…`), sealed. */
    secretSealed: text("secret_sealed").notNull(),
    /** Types of events: `webhookEventTypes` of the model. */
    events: json<string[]>("events").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [index("webhooks_space").on(t.spaceId), uniqueIndex("webhooks_owner").on(t.id, t.spaceId)],
);

/** One message to one webhook: written with its change, sent afterwards. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    /** Also the message's `webhook-id`: the same at every try. */
    id: text("id").primaryKey(),
    spaceId: text("space_id").notNull(),
    webhookId: text("webhook_id").notNull(),
    type: text("type").notNull(),
    payload: json<unknown>("payload").notNull(),
    status: text("status", { enum: deliveryStatuses }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Null: not retried automatically. */
    nextAttemptAt: instant("next_attempt_at"),
    responseCode: integer("response_code"),
    /** The beginning of the program's response, or why it was not reached. */
    excerpt: text("excerpt"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("webhook_deliveries_due").on(t.nextAttemptAt),
    index("webhook_deliveries_webhook").on(t.webhookId, t.createdAt),
    foreignKey({
      name: "webhook_deliveries_of_webhook",
      columns: [t.webhookId, t.spaceId],
      foreignColumns: [webhooks.id, webhooks.spaceId],
    }).onDelete("cascade"),
    oneOf(t.status, deliveryStatuses),
    atLeast(t.attempts, 0),
  ],
);
