import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "../../lib/model/people/roles";
import { setupPurposes } from "../../lib/model/setup-links/setup-link";
import { after, instant, oneOf } from "./columns";
import { connections } from "./connections";
import { spaces } from "./spaces";
import { users } from "./users";

/** A secret URL for an outside IT administrator without a user. */
export const setupLinks = pgTable(
  "setup_links",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    /** Empty while the link is for the space and no provider has been chosen. */
    connectionId: text("connection_id"),
    hash: text("hash").notNull(),
    /** Its scope: configure and test, or renew the certificate or client secret only. */
    purpose: text("purpose", { enum: setupPurposes }).notNull(),
    /** The recipient of the link chooses the provider. */
    forSpace: boolean("for_space").notNull().default(false),
    /** The highest role that an activation by the link may give; empty: it may not activate. */
    activatesAs: text("activates_as", { enum: roles }),
    /** Where people can go when they have finished. */
    returnUrl: text("return_url"),
    note: text("note"),
    recipient: text("recipient"),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    uniqueIndex("setup_links_hash").on(t.hash),
    index("setup_links_space").on(t.spaceId, t.createdAt),
    index("setup_links_connection").on(t.connectionId),
    foreignKey({
      name: "setup_links_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    oneOf(t.purpose, setupPurposes),
    oneOf(t.activatesAs, roles),
    check("setup_links_about", sql`${t.forSpace} or ${t.connectionId} is not null`),
    check("setup_links_renewal", sql`not ${t.forSpace} or ${t.purpose} = 'configure'`),
    after(t.expiresAt, t.createdAt),
  ],
);

/** The session that the first deliberate click on a setup link opens. */
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
  (t) => [
    uniqueIndex("setup_sessions_hash").on(t.hash),
    index("setup_sessions_link").on(t.setupLinkId),
    after(t.expiresAt, t.createdAt),
  ],
);
