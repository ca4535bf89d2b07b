import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, json } from "./columns";
import { spaces } from "./spaces";

/** A person: one e-mail address, one user. */
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
    /** Set when an organization has converted the person to SSO-only. */
    ssoOnlyOrganizationId: text("sso_only_organization_id"),
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
  (t) => [uniqueIndex("users_email").on(t.email)],
);

export const memberships = pgTable(
  "memberships",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["reader", "editor", "admin"] }).notNull(),
    status: text("status", { enum: ["invited", "active", "pending", "deactivated"] }).notNull(),
    /** The seat held; null while pending or deactivated. */
    licence: text("licence", { enum: ["reader", "editor", "admin"] }),
    isItAdministrator: boolean("is_it_administrator").notNull().default(false),
    /** Permissions granted beside those of the role. */
    permissions: json<string[]>("permissions").notNull(),
    /** How it came to be. */
    origin: text("origin", { enum: ["manual", "csv", "sso", "linked", "command_line"] }).notNull(),
    originConnectionId: text("origin_connection_id"),
    /** Which of the two decided the role last. */
    roleSource: text("role_source", { enum: ["manual", "mapping"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.userId] }),
    index("memberships_user").on(t.userId),
    index("memberships_space_status").on(t.spaceId, t.status, t.role),
  ],
);

export const teams = pgTable(
  "teams",
  {
    id: text("id").primaryKey(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    defaultRole: text("default_role", { enum: ["reader", "editor", "admin"] }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("teams_name").on(t.spaceId, t.name)],
);

export const teamMembers = pgTable(
  "team_members",
  {
    spaceId: text("space_id").notNull(),
    teamId: text("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    source: text("source", { enum: ["manual", "mapping"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.userId] }),
    index("team_members_space_user").on(t.spaceId, t.userId),
  ],
);

/** A machine identity of a space. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by"),
  },
  (t) => [uniqueIndex("accounts_name").on(t.spaceId, t.name)],
);

/** Personal access tokens (of a user) and integration tokens (of an account). Only the SHA-256 is kept. */
export const tokens = pgTable(
  "tokens",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["personal", "integration"] }).notNull(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The first characters, to recognise it by. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    scopes: json<string[]>("scopes").notNull(),
    /** The highest role that it acts with. */
    role: text("role", { enum: ["reader", "editor", "admin"] })
      .notNull()
      .default("admin"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    endedAt: instant("ended_at"),
    /** Why it died: revoked, sso_activated, sso_removed, owner_deactivated. */
    endedReason: text("ended_reason", {
      enum: ["revoked", "sso_activated", "sso_removed", "owner_deactivated"],
    }),
    /** What ended it, for example the connection's name. */
    endedDetail: text("ended_detail"),
  },
  (t) => [uniqueIndex("tokens_hash").on(t.hash), index("tokens_space").on(t.spaceId, t.kind, t.endedAt)],
);
