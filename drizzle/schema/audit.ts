import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { actorKinds } from "../../lib/model/audit/audit";
import { atLeast, instant, json, oneOf } from "./columns";
import { spaces } from "./spaces";

/**
 * Every change with its author; written with the change, chained by hash; a trigger refuses update and delete. No
 * foreign keys: it outlives what it names.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: text("id").primaryKey(),
    /** The chain: a space's id, or `operator` for events that belong to no space. */
    chain: text("chain").notNull(),
    spaceId: text("space_id"),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: actorKinds }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    action: text("action").notNull(),
    targetKind: text("target_kind"),
    targetId: text("target_id"),
    targetName: text("target_name"),
    details: json<Record<string, unknown>>("details").notNull(),
    address: text("address"),
    /** The id of the call of the API that made the change; null if it was made in another way. */
    requestId: text("request_id"),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    uniqueIndex("audit_events_chain").on(t.chain, t.sequence),
    index("audit_events_space_at").on(t.spaceId, t.at),
    // What was last done to a person or thing, and by whom: a directory asks for each person who comes back.
    index("audit_events_target").on(t.chain, t.targetId, t.sequence).where(sql`${t.targetId} is not null`),
    index("audit_events_actor").on(t.chain, t.actorId, t.sequence).where(sql`${t.actorId} is not null`),
    oneOf(t.actorKind, actorKinds),
    atLeast(t.sequence, 1),
    check("audit_events_chain_of_space", sql`${t.chain} = coalesce(${t.spaceId}, 'operator')`),
  ],
);

/**
 * The order in which programs read the events of all chains. A trigger adds a row with each event; the first reader who
 * sees it gives it the next position, one reader at a time. So no position appears behind one that has been read, however
 * late the event was committed.
 */
export const eventFeed = pgTable(
  "event_feed",
  {
    /** The order of writing: within a chain, that of its sequence. */
    entered: bigserial("entered", { mode: "number" }).primaryKey(),
    eventId: text("event_id").notNull(),
    position: bigint("position", { mode: "number" }),
  },
  (t) => [
    uniqueIndex("event_feed_event").on(t.eventId),
    uniqueIndex("event_feed_position").on(t.position),
    index("event_feed_waiting").on(t.entered).where(sql`${t.position} is null`),
    atLeast(t.position, 1),
  ],
);

/** Messages: sent over SMTP, or stored here for an operator to read. */
export const messages = pgTable(
  "messages",
  {
    id: text("id").primaryKey(),
    /** Null as well once the space is gone: messages to people are still sent. */
    spaceId: text("space_id").references(() => spaces.id, { onDelete: "set null" }),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("messages_due").on(t.sentAt, t.nextAttemptAt),
    index("messages_created").on(t.createdAt),
    index("messages_space").on(t.spaceId).where(sql`${t.spaceId} is not null`),
    atLeast(t.attempts, 0),
  ],
);

/** Counters of rate-limiter-flexible. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }),
  },
  (t) => [atLeast(t.points, 0)],
);

/** Jackson's registry. */
export const jacksonStore = pgTable(
  "jackson_store",
  {
    namespace: text("namespace").notNull(),
    key: text("key").notNull(),
    value: json<unknown>("value").notNull(),
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.namespace, t.key] })],
);

export const jacksonIndex = pgTable(
  "jackson_index",
  {
    namespace: text("namespace").notNull(),
    /** `name:value` of the index. */
    indexKey: text("index_key").notNull(),
    storeKey: text("store_key").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.namespace, t.indexKey, t.storeKey] }),
    index("jackson_index_record").on(t.storeKey, t.namespace),
    foreignKey({
      name: "jackson_index_of_record",
      columns: [t.storeKey, t.namespace],
      foreignColumns: [jacksonStore.key, jacksonStore.namespace],
    }).onDelete("cascade"),
  ],
);
