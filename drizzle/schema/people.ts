import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { assignmentSources, membershipOrigins, membershipStatuses } from "../../lib/model/people/person";
import { roles } from "../../lib/model/people/roles";
import { tokenEnds, tokenKinds } from "../../lib/model/tokens/token";
import { after, instant, json, oneOf } from "./columns";
import { connections } from "./connections";
import { spaces } from "./spaces";
import { users } from "./users";

export const memberships = pgTable(
  "memberships",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: roles }).notNull(),
    status: text("status", { enum: membershipStatuses }).notNull(),
    /** The licence in use; null while pending or deactivated. */
    licence: text("licence", { enum: roles }),
    isItAdministrator: boolean("is_it_administrator").notNull().default(false),
    /** Permissions granted in addition to those of the role. */
    permissions: json<string[]>("permissions").notNull(),
    /** How the membership was created. */
    origin: text("origin", { enum: membershipOrigins }).notNull(),
    /** Null as well once that connection is gone. */
    originConnectionId: text("origin_connection_id").references(() => connections.id, {
      onDelete: "set null",
    }),
    /** Which of the two decided the role last. */
    roleSource: text("role_source", { enum: assignmentSources }).notNull(),
    createdAt: instant("created_at").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
    /** They came in by the word of a connection that has not verified their domain, and proved nothing themselves. */
    vouchedFor: boolean("vouched_for").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.userId] }),
    index("memberships_user").on(t.userId),
    index("memberships_space_status").on(t.spaceId, t.status, t.role),
    index("memberships_origin_connection")
      .on(t.originConnectionId)
      .where(sql`${t.originConnectionId} is not null`),
    oneOf(t.role, roles),
    oneOf(t.status, membershipStatuses),
    oneOf(t.licence, roles),
    oneOf(t.origin, membershipOrigins),
    oneOf(t.roleSource, assignmentSources),
    check("memberships_seat", sql`${t.licence} is null or ${t.status} in ('active', 'invited')`),
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
    defaultRole: text("default_role", { enum: roles }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("teams_name").on(t.spaceId, t.name),
    uniqueIndex("teams_owner").on(t.id, t.spaceId),
    oneOf(t.defaultRole, roles),
  ],
);

export const teamMembers = pgTable(
  "team_members",
  {
    spaceId: text("space_id").notNull(),
    teamId: text("team_id").notNull(),
    userId: text("user_id").notNull(),
    source: text("source", { enum: assignmentSources }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.userId] }),
    index("team_members_space_user").on(t.spaceId, t.userId),
    // The team and the person belong to the space.
    foreignKey({
      name: "team_members_team",
      columns: [t.teamId, t.spaceId],
      foreignColumns: [teams.id, teams.spaceId],
    }).onDelete("cascade"),
    foreignKey({
      name: "team_members_member",
      columns: [t.spaceId, t.userId],
      foreignColumns: [memberships.spaceId, memberships.userId],
    }).onDelete("cascade"),
    oneOf(t.source, assignmentSources),
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
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    uniqueIndex("accounts_name").on(t.spaceId, t.name),
    uniqueIndex("accounts_owner").on(t.id, t.spaceId),
  ],
);

/** Personal access tokens (of a user) and integration tokens (of an account). Only the SHA-256 is stored. */
export const tokens = pgTable(
  "tokens",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: tokenKinds }).notNull(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id"),
    name: text("name").notNull(),
    /** The first characters, to recognise it by. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    scopes: json<string[]>("scopes").notNull(),
    /** The highest role that it acts with. */
    role: text("role", { enum: roles }).notNull().default("admin"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    endedAt: instant("ended_at"),
    /** Why it died: revoked, sso_activated, sso_removed, owner_deactivated. */
    endedReason: text("ended_reason", { enum: tokenEnds }),
    /** What ended it, for example the connection's name. */
    endedDetail: text("ended_detail"),
  },
  (t) => [
    uniqueIndex("tokens_hash").on(t.hash),
    uniqueIndex("tokens_owner").on(t.id, t.spaceId),
    index("tokens_space").on(t.spaceId, t.kind, t.endedAt),
    index("tokens_user").on(t.userId).where(sql`${t.userId} is not null`),
    index("tokens_account").on(t.accountId).where(sql`${t.accountId} is not null`),
    foreignKey({
      name: "tokens_of_account",
      columns: [t.accountId, t.spaceId],
      foreignColumns: [accounts.id, accounts.spaceId],
    }).onDelete("cascade"),
    oneOf(t.kind, tokenKinds),
    oneOf(t.role, roles),
    oneOf(t.endedReason, tokenEnds),
    after(t.expiresAt, t.createdAt),
    check(
      "tokens_bearer",
      sql`(${t.kind} = 'personal') = (${t.userId} is not null) and (${t.kind} = 'integration') = (${t.accountId} is not null)`,
    ),
    check("tokens_end", sql`(${t.endedAt} is null) = (${t.endedReason} is null)`),
  ],
);
