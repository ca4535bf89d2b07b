import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { ways } from "../../lib/model/sign-in/session";
import type { UpstreamProof } from "../../lib/model/sign-in/upstream-proof";
import { after, instant, json, oneOf } from "./columns";
import { connections } from "./connections";
import { spaces } from "./spaces";
import { users } from "./users";

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
    /** The session that replaced it in the same browser. It is written later, so this is not a foreign key. */
    successor: text("successor"),
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (t) => [
    index("sessions_user").on(t.userId, t.endedAt),
    after(t.expiresAt, t.createdAt),
    check("sessions_end", sql`(${t.endedAt} is null) = (${t.endedReason} is null)`),
  ],
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
    way: text("way", { enum: ways }).notNull(),
    /** Null as well once that connection is gone: a removal may leave sessions as they are. */
    connectionId: text("connection_id").references(() => connections.id, { onDelete: "set null" }),
    /** The provider's own session, for its logout URL. */
    providerSession: text("provider_session"),
    admittedAt: instant("admitted_at").notNull(),
    /** The end of the admission as the provider said; null: with the session. */
    endsAt: instant("ends_at"),
    /** What the provider said of how the person signed in there; null: nothing, or no provider. */
    proof: json<UpstreamProof | null>("proof"),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.spaceId] }),
    index("session_spaces_space").on(t.spaceId),
    index("session_spaces_connection").on(t.connectionId).where(sql`${t.connectionId} is not null`),
    oneOf(t.way, ways),
    check("session_spaces_by_connection", sql`${t.connectionId} is null or ${t.way} = 'connection'`),
  ],
);

/**
 * What a provider gets at sign-out to end its own session, sealed: the ID token of the sign-in (OpenID Connect
 * RP-Initiated Logout), or NameID and SessionIndex (SAML Core 3.7.1). Deleted a day after the session has ended.
 */
export const idTokens = pgTable(
  "id_tokens",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    idTokenSealed: text("id_token_sealed").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("id_tokens_session").on(t.sessionId, t.connectionId),
    foreignKey({
      name: "id_tokens_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    index("id_tokens_connection").on(t.connectionId),
  ],
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
  (t) => [
    uniqueIndex("password_resets_hash").on(t.hash),
    index("password_resets_user").on(t.userId),
    after(t.expiresAt, t.createdAt),
  ],
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
