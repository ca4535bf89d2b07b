import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { organizations } from "./organizations";

/** A person: one email address, one user. */
export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    /** Normalised: lower case, domain in ASCII form. */
    email: text("email").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    /** argon2id; null: no password. */
    passwordHash: text("password_hash"),
    passwordChangedAt: instant("password_changed_at"),
    /**
     * Set when an organization has converted the person to SSO only; the organization cannot be deleted while anybody
     * is.
     */
    ssoOnlyOrganizationId: text("sso_only_organization_id").references(() => organizations.id, {
      onDelete: "restrict",
    }),
    isOperator: boolean("is_operator").notNull().default(false),
    /** Sealed TOTP seed; enabled once the first code was confirmed. */
    totpSealed: text("totp_sealed"),
    totpEnabledAt: instant("totp_enabled_at"),
    /** The last TOTP time step used, so that a code works once. */
    totpLastStep: text("totp_last_step"),
    createdAt: instant("created_at").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
    lastPasswordSignInAt: instant("last_password_sign_in_at"),
  },
  (t) => [
    uniqueIndex("users_email").on(t.email),
    index("users_sso_only").on(t.ssoOnlyOrganizationId).where(sql`${t.ssoOnlyOrganizationId} is not null`),
    check("users_second_factor", sql`${t.totpEnabledAt} is null or ${t.totpSealed} is not null`),
  ],
);
