import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { connections } from "./connections";

/** A secret URL for an outside IT administrator without a user. */
export const setupLinks = pgTable(
  "setup_links",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    spaceId: text("space_id").notNull(),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    /** What it may do: configure and test, or renew the certificate or client secret only. */
    purpose: text("purpose", { enum: ["configure", "renew"] }).notNull(),
    note: text("note"),
    recipient: text("recipient"),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [uniqueIndex("setup_links_hash").on(t.hash), index("setup_links_space").on(t.spaceId, t.createdAt)],
);

/** What the first deliberate click on a setup link is traded for. */
export const setupSessions = pgTable(
  "setup_sessions",
  {
    id: text("id").primaryKey(),
    setupLinkId: text("setup_link_id")
      .notNull()
      .references(() => setupLinks.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [uniqueIndex("setup_sessions_hash").on(t.hash)],
);
