import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { deliveryStatuses } from "../../lib/model/webhooks/webhook";
import { atLeast, instant, json, oneOf } from "./columns";
import { spaces } from "./spaces";
import { users } from "./users";

/** An address that receives events: of a customer's program for one space, or of the vendor's for all of them. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: text("id").primaryKey(),
    /** The space's id, or `installation`. */
    owner: text("owner").notNull(),
    spaceId: text("space_id").references(() => spaces.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    /** The signing secret (`whsec_…`), sealed. */
    secretSealed: text("secret_sealed").notNull(),
    /** The one before, sealed, with which messages are signed as well until then. */
    previousSecretSealed: text("previous_secret_sealed"),
    previousSecretUntil: instant("previous_secret_until"),
    /** Types of events: `webhookEventTypes` of the model. */
    events: json<string[]>("events").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    index("webhooks_space").on(t.spaceId),
    index("webhooks_by_owner").on(t.owner),
    uniqueIndex("webhooks_owner").on(t.id, t.owner),
    check(
      "webhooks_previous_secret_ends",
      sql`(${t.previousSecretSealed} is null) = (${t.previousSecretUntil} is null)`,
    ),
    check("webhooks_owner_is_space", sql`${t.owner} = coalesce(${t.spaceId}, 'installation')`),
  ],
);

/** One message to one webhook: written with its change, sent afterwards. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    /** Also the message's `webhook-id`: the same at every try. */
    id: text("id").primaryKey(),
    /** The webhook's. */
    owner: text("owner").notNull(),
    /** Where it happened; null: the event belongs to no space. */
    spaceId: text("space_id").references(() => spaces.id, { onDelete: "set null" }),
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
    index("webhook_deliveries_space").on(t.spaceId).where(sql`${t.spaceId} is not null`),
    foreignKey({
      name: "webhook_deliveries_of_webhook",
      columns: [t.webhookId, t.owner],
      foreignColumns: [webhooks.id, webhooks.owner],
    }).onDelete("cascade"),
    oneOf(t.status, deliveryStatuses),
    atLeast(t.attempts, 0),
  ],
);
