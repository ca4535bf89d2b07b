import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { spaces } from "./spaces";

/** An external company directory: owns connections and domains. */
export const organizations = pgTable("organizations", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** The space whose administrators manage it. */
  ownerSpaceId: text("owner_space_id")
    .notNull()
    .references(() => spaces.id, { onDelete: "cascade" }),
  createdAt: instant("created_at").notNull(),
});

/** Which spaces an organization is linked to, its own included. */
export const organizationSpaces = pgTable(
  "organization_spaces",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    status: text("status", { enum: ["own", "requested", "agreed", "connected"] }).notNull(),
    requestedBy: text("requested_by"),
    decidedBy: text("decided_by"),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.spaceId] }),
    uniqueIndex("organization_spaces_own").on(t.spaceId).where(sql`${t.status} = 'own'`),
  ],
);

/**
 * What a space has asked for, by the slug that somebody typed, whether there is such a space or not: the list of what
 * was asked must not tell. The owning side's half is the row `requested` above.
 */
export const organizationRequests = pgTable(
  "organization_requests",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    slug: text("slug").notNull(),
    status: text("status", { enum: ["waiting", "declined"] }).notNull(),
    requestedBy: text("requested_by"),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
  },
  (t) => [primaryKey({ columns: [t.spaceId, t.slug] })],
);

/** E-mail domains. Verified by at most one organization. */
export const domains = pgTable(
  "domains",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** ASCII form, lower case. */
    name: text("name").notNull(),
    status: text("status", { enum: ["pending", "verified", "failing", "expired"] }).notNull(),
    /** The value of the TXT record that proves it. */
    challenge: text("challenge").notNull(),
    verifiedBy: text("verified_by", { enum: ["dns", "operator"] }),
    verifiedAt: instant("verified_at"),
    lastCheckedAt: instant("last_checked_at"),
    lastCheckResult: text("last_check_result"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("domains_in_organization").on(t.organizationId, t.name),
    uniqueIndex("domains_verified_once").on(t.name).where(sql`${t.status} in ('verified', 'failing')`),
    index("domains_name").on(t.name),
  ],
);
