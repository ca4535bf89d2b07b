import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, json } from "./columns";
import { connections } from "./connections";
import { users } from "./people";
import { spaces } from "./spaces";

/** The connectors that a person of a space may sign in by; no row: any. */
export const memberConnections = pgTable(
  "member_connectors",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    allowedAt: instant("allowed_at").notNull(),
    allowedBy: text("allowed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.userId, t.connectionId] }),
    index("member_connectors_connection").on(t.connectionId),
  ],
);

/** The tokens that a tool gave for a person, kept for the programs of the space (OAuth 2 connectors). */
export const providerTokens = pgTable(
  "provider_tokens",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Sealed; null once the tool has ended the grant. */
    accessTokenSealed: text("access_token_sealed"),
    refreshTokenSealed: text("refresh_token_sealed"),
    scopes: json<string[]>("scopes").notNull(),
    /** The only addresses that the tokens may be sent to. What was kept before they were written down serves nowhere. */
    endpoints: json<string[]>("endpoints").notNull().default([]),
    /** Of the access token; null: the tool sets no end. */
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
    refreshedAt: instant("refreshed_at"),
    /** One process refreshes at a time: a rotated refresh token works once. */
    refreshingUntil: instant("refreshing_until"),
    lastFetchedAt: instant("last_fetched_at"),
    /** When the tool said that the grant has ended. */
    endedAt: instant("ended_at"),
  },
  (t) => [uniqueIndex("provider_tokens_person").on(t.connectionId, t.userId)],
);
