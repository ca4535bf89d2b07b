import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { organizationLinks, requestStatuses } from "../../lib/model/organizations/organization";
import { instant, oneOf } from "./columns";
import { organizations } from "./organizations";
import { spaces } from "./spaces";
import { users } from "./users";

/** The spaces that an organization is linked to, its own included. */
export const organizationSpaces = pgTable(
  "organization_spaces",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    status: text("status", { enum: organizationLinks }).notNull(),
    requestedBy: text("requested_by").references(() => users.id, { onDelete: "set null" }),
    decidedBy: text("decided_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.spaceId] }),
    uniqueIndex("organization_spaces_own").on(t.spaceId).where(sql`${t.status} = 'own'`),
    index("organization_spaces_space").on(t.spaceId),
    oneOf(t.status, organizationLinks),
  ],
);

/**
 * A space's own requests, by the slug that was typed, whether the space exists or not: the list must not reveal it.
 * The owning side's half is the row `requested` above.
 */
export const organizationRequests = pgTable(
  "organization_requests",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    slug: text("slug").notNull(),
    status: text("status", { enum: requestStatuses }).notNull(),
    requestedBy: text("requested_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
  },
  (t) => [primaryKey({ columns: [t.spaceId, t.slug] }), oneOf(t.status, requestStatuses)],
);
