import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./people";
import { spaces } from "./spaces";

/** A signed-in browser. The next-auth JWT names a row here; an ended row signs the browser out. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    endedReason: text("ended_reason"),
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (t) => [index("sessions_user").on(t.userId, t.endedAt)],
);

/** The spaces that admitted a session, and how. */
export const sessionSpaces = pgTable(
  "session_spaces",
  {
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    way: text("way", { enum: ["password", "connection"] }).notNull(),
    connectionId: text("connection_id"),
    /** The provider's own session, for its logout URL. */
    providerSession: text("provider_session"),
    admittedAt: instant("admitted_at").notNull(),
    /** By the provider's word the admission ends then; null: with the session. */
    endsAt: instant("ends_at"),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.spaceId] }), index("session_spaces_space").on(t.spaceId)],
);

/** "Forgotten password?" links. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [uniqueIndex("password_resets_hash").on(t.hash)],
);

/** Recovery codes for two-factor; each works once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);
