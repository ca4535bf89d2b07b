import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  credentialKinds,
  directoryAlerts,
  directoryProviders,
  directoryRequestKinds,
  directoryStatuses,
  feedReasons,
  feedStates,
} from "../../lib/model/directories/directory";
import { dryRunKinds } from "../../lib/model/directories/dry-run-words";
import { after, atLeast, instant, json, oneOf } from "./columns";
import { connections } from "./connections";
import { organizations } from "./organizations";
import { users } from "./users";

/** A SCIM 2.0 feed of an organization's people and groups. */
export const directories = pgTable(
  "directories",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** The connection whose role rules it feeds. */
    connectionId: text("connection_id").references(() => connections.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    provider: text("provider", { enum: directoryProviders }).notNull(),
    status: text("status", { enum: directoryStatuses }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    activatedAt: instant("activated_at"),
    /** To the minute. */
    lastRequestAt: instant("last_request_at"),
    /** What administrators have been told of, and not yet that it is over. */
    alert: text("alert", { enum: directoryAlerts }),
    alertAt: instant("alert_at"),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("directories_owner").on(t.id, t.organizationId),
    uniqueIndex("directories_name").on(t.organizationId, t.name),
    index("directories_connection").on(t.connectionId).where(sql`${t.connectionId} is not null`),
    oneOf(t.provider, directoryProviders),
    oneOf(t.status, directoryStatuses),
    atLeast(t.revision, 1),
    oneOf(t.alert, directoryAlerts),
    check("directories_alert", sql`(${t.alert} is null) = (${t.alertAt} is null)`),
    check("directories_activated", sql`(${t.status} = 'observing') = (${t.activatedAt} is null)`),
  ],
);

/** The tokens and client secrets of a directory. Only the SHA-256 is stored. */
export const directoryCredentials = pgTable(
  "directory_credentials",
  {
    id: text("id").primaryKey(),
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    kind: text("kind", { enum: credentialKinds }).notNull().default("token"),
    /** The client secret that bought an access token. */
    grantedBy: text("granted_by"),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at"),
    /** To the minute. */
    lastUsedAt: instant("last_used_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("directory_credentials_hash").on(t.hash),
    uniqueIndex("directory_credentials_owner").on(t.id, t.directoryId),
    index("directory_credentials_directory").on(t.directoryId),
    index("directory_credentials_granted").on(t.grantedBy).where(sql`${t.grantedBy} is not null`),
    index("directory_credentials_access").on(t.expiresAt).where(sql`${t.kind} = 'access'`),
    foreignKey({
      name: "directory_credentials_granted_by",
      columns: [t.grantedBy, t.directoryId],
      foreignColumns: [t.id, t.directoryId],
    }).onDelete("cascade"),
    oneOf(t.kind, credentialKinds),
    check("directory_credentials_grant", sql`(${t.kind} = 'access') = (${t.grantedBy} is not null)`),
    check("directory_credentials_short", sql`${t.kind} <> 'access' or ${t.expiresAt} is not null`),
    foreignKey({
      name: "directory_credentials_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
    after(t.expiresAt, t.createdAt),
  ],
);

/** People as the feed has them. A deleted one stays, so that the same person is recognised when they come again. */
export const directoryPeople = pgTable(
  "directory_people",
  {
    id: text("id").primaryKey(),
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    userName: text("user_name").notNull(),
    /** With A to Z in lower case: unique among those who are not deleted. */
    userNameKey: text("user_name_key").notNull(),
    externalId: text("external_id"),
    active: boolean("active").notNull(),
    /** `ScimResource` of the protocol. */
    resource: json<unknown>("resource").notNull(),
    /** The user that the person is here, once that is known. */
    userId: text("user_id").references(() => users.id, { onDelete: "set null" }),
    state: text("state", { enum: feedStates }).notNull(),
    reason: text("reason", { enum: feedReasons }),
    /** Changed since it was last applied. */
    isDue: boolean("is_due").notNull(),
    /** The feed has said that they come, and nothing has been done about it yet: people who were let go come back. */
    isArriving: boolean("is_arriving").notNull(),
    /** When the feed last took access away, or would have without the brake. */
    leftAt: instant("left_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    deletedAt: instant("deleted_at"),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("directory_people_owner").on(t.id, t.directoryId),
    uniqueIndex("directory_people_user_name")
      .on(t.directoryId, t.userNameKey)
      .where(sql`${t.deletedAt} is null`),
    uniqueIndex("directory_people_external_id")
      .on(t.directoryId, t.externalId)
      .where(sql`${t.deletedAt} is null and ${t.externalId} is not null`),
    index("directory_people_list").on(t.directoryId, t.createdAt, t.id),
    index("directory_people_user").on(t.userId).where(sql`${t.userId} is not null`),
    index("directory_people_due").on(t.directoryId, t.id).where(sql`${t.isDue}`),
    index("directory_people_left").on(t.directoryId, t.leftAt).where(sql`${t.leftAt} is not null`),
    foreignKey({
      name: "directory_people_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
    oneOf(t.state, feedStates),
    oneOf(t.reason, feedReasons),
    atLeast(t.revision, 1),
    check("directory_people_reason", sql`(${t.reason} is null) = (${t.state} in ('waiting', 'applied'))`),
    check("directory_people_deleted", sql`${t.deletedAt} is null or not ${t.active}`),
  ],
);

/** Groups as the feed has them. */
export const directoryGroups = pgTable(
  "directory_groups",
  {
    id: text("id").primaryKey(),
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    displayName: text("display_name").notNull(),
    /** With A to Z in lower case: unique. */
    displayNameKey: text("display_name_key").notNull(),
    externalId: text("external_id"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("directory_groups_owner").on(t.id, t.directoryId),
    uniqueIndex("directory_groups_name").on(t.directoryId, t.displayNameKey),
    uniqueIndex("directory_groups_external_id")
      .on(t.directoryId, t.externalId)
      .where(sql`${t.externalId} is not null`),
    index("directory_groups_list").on(t.directoryId, t.createdAt, t.id),
    foreignKey({
      name: "directory_groups_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
    atLeast(t.revision, 1),
  ],
);

/** Who is in which group. Both belong to the directory. */
export const directoryMembers = pgTable(
  "directory_members",
  {
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    groupId: text("group_id").notNull(),
    personId: text("person_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.personId] }),
    index("directory_members_person").on(t.personId),
    index("directory_members_directory").on(t.directoryId),
    foreignKey({
      name: "directory_members_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
    foreignKey({
      name: "directory_members_group",
      columns: [t.groupId, t.directoryId],
      foreignColumns: [directoryGroups.id, directoryGroups.directoryId],
    }).onDelete("cascade"),
    foreignKey({
      name: "directory_members_person_of_directory",
      columns: [t.personId, t.directoryId],
      foreignColumns: [directoryPeople.id, directoryPeople.directoryId],
    }).onDelete("cascade"),
  ],
);

/** What was asked and answered, for 30 days. */
export const directoryRequests = pgTable(
  "directory_requests",
  {
    id: text("id").primaryKey(),
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    at: instant("at").notNull(),
    kind: text("kind", { enum: directoryRequestKinds }).notNull(),
    /** The person or group that it was about, if it was one. */
    resourceId: text("resource_id"),
    /** The kept request that an administrator had served again by this one. */
    replayOf: text("replay_of"),
    /** The request by which this one was served again and worked. */
    replayedAs: text("replayed_as"),
    method: text("method").notNull(),
    /** Below the directory's address, with the query. */
    path: text("path").notNull(),
    status: integer("status").notNull(),
    scimType: text("scim_type"),
    /** Why it failed, in plain words. */
    detail: text("detail"),
    /** The body that was sent, without passwords, if it is not large. */
    body: json<unknown>("body"),
    /** `RequestNotes`: what changed, and what was ignored. */
    notes: json<unknown>("notes").notNull(),
    address: text("address"),
    milliseconds: integer("milliseconds").notNull(),
  },
  (t) => [
    index("directory_requests_list").on(t.directoryId, t.at, t.id),
    index("directory_requests_resource")
      .on(t.directoryId, t.resourceId, t.at)
      .where(sql`${t.resourceId} is not null`),
    oneOf(t.kind, directoryRequestKinds),
    index("directory_requests_age").on(t.at),
    foreignKey({
      name: "directory_requests_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
    atLeast(t.milliseconds, 0),
  ],
);

/** Dry runs that an administrator has looked at: the numbers of each, for its page. Gone after a day. */
export const directoryReviews = pgTable(
  "directory_reviews",
  {
    id: text("id").primaryKey(),
    directoryId: text("directory_id").notNull(),
    organizationId: text("organization_id").notNull(),
    at: instant("at").notNull(),
    /** `ReviewNumbers`; null while it is being made. */
    numbers: json<unknown>("numbers"),
  },
  (t) => [
    uniqueIndex("directory_reviews_owner").on(t.id, t.directoryId),
    index("directory_reviews_directory").on(t.directoryId, t.at),
    index("directory_reviews_age").on(t.at),
    foreignKey({
      name: "directory_reviews_of_directory",
      columns: [t.directoryId, t.organizationId],
      foreignColumns: [directories.id, directories.organizationId],
    }).onDelete("cascade"),
  ],
);

/** What such a dry run found for each person. */
export const directoryReviewPeople = pgTable(
  "directory_review_people",
  {
    reviewId: text("review_id").notNull(),
    directoryId: text("directory_id").notNull(),
    /** The place in the feed: a person may be gone while the review is being read. */
    position: integer("position").notNull(),
    kind: text("kind", { enum: dryRunKinds }).notNull(),
    /** The place of the kind: those to look at first. */
    urgency: integer("urgency").notNull(),
    /** The user name, and the addresses of the users that are meant, in lower case. */
    names: text("names").notNull(),
    /** `ReviewedRow`. */
    found: json<unknown>("found").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reviewId, t.position] }),
    oneOf(t.kind, dryRunKinds),
    foreignKey({
      name: "directory_review_people_of_review",
      columns: [t.reviewId, t.directoryId],
      foreignColumns: [directoryReviews.id, directoryReviews.directoryId],
    }).onDelete("cascade"),
  ],
);
