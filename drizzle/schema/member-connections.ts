import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, json } from "./columns";
import { connections } from "./connections";
import { memberships } from "./people";
import { users } from "./users";

/** The connections that a person of a space may sign in by; no row: any. */
export const memberConnections = pgTable(
  "member_connectors",
  {
    spaceId: text("space_id").notNull(),
    userId: text("user_id").notNull(),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    allowedAt: instant("allowed_at").notNull(),
    allowedBy: text("allowed_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.userId, t.connectionId] }),
    index("member_connectors_connection").on(t.connectionId),
    foreignKey({
      name: "member_connectors_member",
      columns: [t.spaceId, t.userId],
      foreignColumns: [memberships.spaceId, memberships.userId],
    }).onDelete("cascade"),
  ],
);

/** The tokens that a tool issued for a person, stored for the programs of the space (OAuth 2 connections). */
export const providerTokens = pgTable(
  "provider_tokens",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Sealed; null once the tool has ended the grant. */
    accessTokenSealed: text("access_token_sealed"),
    refreshTokenSealed: text("refresh_token_sealed"),
    scopes: json<string[]>("scopes").notNull(),
    /** The only addresses that the tokens may be sent to. Older rows without them cannot be used. */
    endpoints: json<string[]>("endpoints").notNull().default([]),
    /** Of the access token; null: the tool sets no expiry. */
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
    refreshedAt: instant("refreshed_at"),
    /** One process refreshes at a time: a rotated refresh token works once. */
    refreshingUntil: instant("refreshing_until"),
    lastFetchedAt: instant("last_fetched_at"),
    /** When the tool reported that the grant has ended. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("provider_tokens_person").on(t.connectionId, t.userId),
    index("provider_tokens_user").on(t.userId),
    foreignKey({
      name: "provider_tokens_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    check("provider_tokens_end", sql`(${t.accessTokenSealed} is null) = (${t.endedAt} is not null)`),
  ],
);
