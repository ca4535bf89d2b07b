import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { domainStatuses, domainVerifiers } from "../../lib/model/organizations/organization";
import { instant, oneOf } from "./columns";
import { spaces } from "./spaces";

/** An external company directory: owns connections and domains. */
export const organizations = pgTable(
  "organizations",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** The space whose administrators manage it. */
    ownerSpaceId: text("owner_space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("organizations_owner").on(t.ownerSpaceId)],
);

/** Email domains. Verified by at most one organization. */
export const domains = pgTable(
  "domains",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** ASCII form, lower case. */
    name: text("name").notNull(),
    status: text("status", { enum: domainStatuses }).notNull(),
    /** The value of the TXT record that proves it. */
    challenge: text("challenge").notNull(),
    verifiedBy: text("verified_by", { enum: domainVerifiers }),
    verifiedAt: instant("verified_at"),
    lastCheckedAt: instant("last_checked_at"),
    lastCheckResult: text("last_check_result"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("domains_in_organization").on(t.organizationId, t.name),
    uniqueIndex("domains_verified_once").on(t.name).where(sql`${t.status} in ('verified', 'failing')`),
    index("domains_name").on(t.name),
    oneOf(t.status, domainStatuses),
    oneOf(t.verifiedBy, domainVerifiers),
    check(
      "domains_proof",
      sql`${t.status} not in ('verified', 'failing') or (${t.verifiedBy} is not null and ${t.verifiedAt} is not null)`,
    ),
  ],
);
