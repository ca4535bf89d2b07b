import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
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
import { type LinkCarryOver, optionStatuses, testRunStatuses } from "../../lib/model/connections/connection";
import { roles } from "../../lib/model/people/roles";
import { attemptStatuses, initiators } from "../../lib/model/sign-in/attempt";
import { protocols } from "../../lib/model/sign-in/identity";
import { after, atLeast, instant, json, oneOf } from "./columns";
import { organizations } from "./organizations";
import { spaces } from "./spaces";
import { users } from "./users";

/** The trust with one identity provider. */
export const connections = pgTable(
  "connections",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    reference: text("reference").notNull(),
    /** `reference` in lower case: unique within the organization. */
    referenceKey: text("reference_key").notNull(),
    protocol: text("protocol", { enum: protocols }).notNull(),
    /** An id of the provider catalogue: okta, entra, … generic. */
    provider: text("provider").notNull(),
    liveConfigurationId: text("live_configuration_id"),
    draftConfigurationId: text("draft_configuration_id"),
    /** The wizard's step to return to. */
    wizardStep: text("wizard_step"),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    lastUsedAt: instant("last_used_at"),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("connections_reference").on(t.organizationId, t.referenceKey),
    uniqueIndex("connections_owner").on(t.id, t.organizationId),
    index("connections_live").on(t.liveConfigurationId).where(sql`${t.liveConfigurationId} is not null`),
    index("connections_draft").on(t.draftConfigurationId).where(sql`${t.draftConfigurationId} is not null`),
    // Versions of the connection itself; neither is deleted while it is pointed to.
    foreignKey({
      name: "connections_live_version",
      columns: [t.liveConfigurationId, t.id],
      foreignColumns: versionKey(),
    }).onDelete("no action"),
    foreignKey({
      name: "connections_draft_version",
      columns: [t.draftConfigurationId, t.id],
      foreignColumns: versionKey(),
    }).onDelete("no action"),
    oneOf(t.protocol, protocols),
    atLeast(t.revision, 1),
  ],
);

/** The target of a reference to a version of one connection; by a function, because that table refers back. */
function versionKey(): [AnyPgColumn, AnyPgColumn] {
  return [configurations.id, configurations.connectionId];
}

/** An immutable numbered version of a connection's protocol settings. */
export const configurations = pgTable(
  "configurations",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    version: integer("version").notNull(),
    /** Protocol settings without secrets; their shape is `ConfigurationSettings` of the model. */
    settings: json<unknown>("settings").notNull(),
    /** The client secret, sealed. */
    clientSecretSealed: text("client_secret_sealed"),
    /** When the last of the provider's certificates expires; null: there is none, or not read yet. */
    certificatesEnd: instant("certificates_end"),
    testedAt: instant("tested_at"),
    testRunId: text("test_run_id").references((): AnyPgColumn => testRuns.id, { onDelete: "set null" }),
    wentLiveAt: instant("went_live_at"),
    /** The role of the person who put it live last; null: from before that was stored, or an administrator. */
    putLiveByRole: text("put_live_by_role", { enum: roles }),
    /** The name of the person who put it live, as in the audit log. */
    putLiveBy: text("put_live_by"),
    /** When an administrator has confirmed it since. */
    confirmedAt: instant("confirmed_at"),
    confirmedBy: text("confirmed_by"),
    /** The version whose linked people were to be carried over when this one went live, and how; null: none. */
    linkCarryOver: json<LinkCarryOver>("takes_along"),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    uniqueIndex("configurations_version").on(t.connectionId, t.version),
    uniqueIndex("configurations_owner").on(t.id, t.connectionId),
    index("configurations_test_run").on(t.testRunId).where(sql`${t.testRunId} is not null`),
    foreignKey({
      name: "configurations_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    oneOf(t.putLiveByRole, roles),
    atLeast(t.version, 1),
  ],
);

/** A connection's own key pairs: they sign its requests and decrypt its encrypted assertions. */
export const serviceProviderKeys = pgTable(
  "service_provider_keys",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    certificate: text("certificate").notNull(),
    privateKeySealed: text("private_key_sealed").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Still decrypts, no longer signs; null: the current one. */
    retiredAt: instant("retired_at"),
  },
  (t) => [
    index("service_provider_keys_connection").on(t.connectionId),
    foreignKey({
      name: "service_provider_keys_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
  ],
);

/** The link between a connection and a space. */
export const signInOptions = pgTable(
  "sign_in_options",
  {
    id: text("id").primaryKey(),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    status: text("status", { enum: optionStatuses }).notNull(),
    /** Attribute names, role rules, provisioning: `OptionSettings` of the model. */
    settings: json<unknown>("settings").notNull(),
    /** Order of the buttons on the login page. */
    position: integer("position").notNull().default(0),
    /** The button that is highlighted for people who have chosen none before; one of a space at most. */
    isDefault: boolean("is_default").notNull().default(false),
    activatedAt: instant("activated_at"),
    activatedBy: text("activated_by").references(() => users.id, { onDelete: "set null" }),
    /** The role of the last person who enabled it, or changed its identity attributes; null: as for versions. */
    putLiveByRole: text("put_live_by_role", { enum: roles }),
    putLiveBy: text("put_live_by"),
    confirmedAt: instant("confirmed_at"),
    confirmedBy: text("confirmed_by"),
    createdAt: instant("created_at").notNull(),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("sign_in_options_once").on(t.connectionId, t.spaceId),
    index("sign_in_options_space").on(t.spaceId, t.status),
    uniqueIndex("sign_in_options_default").on(t.spaceId).where(sql`${t.isDefault}`),
    uniqueIndex("sign_in_options_owner").on(t.id, t.spaceId),
    oneOf(t.status, optionStatuses),
    oneOf(t.putLiveByRole, roles),
    atLeast(t.position, 0),
    atLeast(t.revision, 1),
  ],
);

/** One test of a configuration through the real identity provider. */
export const testRuns = pgTable(
  "test_runs",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    connectionId: text("connection_id").notNull(),
    configurationId: text("configuration_id").notNull(),
    status: text("status", { enum: testRunStatuses }).notNull(),
    /** SHA-256 of the secret in the address that starts it. */
    startHash: text("start_hash").notNull(),
    /** A person's id, or a setup link's. */
    startedBy: text("started_by"),
    /** `TestReport` of the model, once it has ended. */
    report: json<unknown>("report"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("test_runs_start").on(t.startHash),
    index("test_runs_connection").on(t.connectionId, t.createdAt),
    index("test_runs_version").on(t.configurationId),
    index("test_runs_space").on(t.spaceId),
    foreignKey({
      name: "test_runs_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    // A tested version is kept.
    foreignKey({
      name: "test_runs_of_version",
      columns: [t.configurationId, t.connectionId],
      foreignColumns: [configurations.id, configurations.connectionId],
    }).onDelete("no action"),
    oneOf(t.status, testRunStatuses),
    after(t.expiresAt, t.createdAt),
    check("test_runs_end", sql`(${t.finishedAt} is not null) = (${t.status} in ('passed', 'failed'))`),
  ],
);

/**
 * One round trip to an identity provider, from redirect to admission; of a sign-in or of a test run. No foreign keys:
 * the log outlives what it names, and every sign-in would lock the rows that it names (docs/decisions/0024).
 */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    /** The space at whose sign-in page it started; if started at the provider: the space that owns the organization. */
    spaceId: text("space_id").notNull(),
    connectionId: text("connection_id").notNull(),
    connectionName: text("connection_name").notNull(),
    configurationId: text("configuration_id").notNull(),
    testRunId: text("test_run_id"),
    /** The signed-in person who links this connection to themselves; null: a sign-in. */
    linkUserId: text("link_user_id"),
    protocol: text("protocol", { enum: protocols }).notNull(),
    initiatedBy: text("initiated_by", { enum: initiators }).notNull(),
    /** Not requested on a page of this site: started at the provider, or by a link on another site. */
    startedElsewhere: boolean("begun_elsewhere").notNull().default(false),
    /** An application requires the person to prove who they are once more, whatever the connection requires. */
    reauthenticate: boolean("reauthenticate").notNull().default(false),
    status: text("status", { enum: attemptStatuses }).notNull(),
    /** SAML: the AuthnRequest's ID. */
    requestId: text("request_id"),
    /** SHA-256 of the browser's cookie. */
    browserHash: text("browser_hash"),
    /** OIDC, OAuth 2: SHA-256 of state; nonce and verifier sealed. */
    stateHash: text("state_hash"),
    secretsSealed: text("secrets_sealed"),
    returnTo: text("return_to"),
    /** SHA-256 of the one-time ticket that `finish` trades. */
    ticketHash: text("ticket_hash"),
    ticketUsedAt: instant("ticket_used_at"),
    /** The verified identity waiting for `finish`, sealed. */
    identitySealed: text("identity_sealed"),
    email: text("email"),
    userId: text("user_id"),
    sessionId: text("session_id"),
    refusalCode: text("refusal_code"),
    /** Received, expected and checks, for the administrator. */
    cause: json<unknown>("cause"),
    address: text("address"),
    createdAt: instant("created_at").notNull(),
    answeredAt: instant("answered_at"),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    // The request first: an answer that reached another connection's address is found by it alone.
    uniqueIndex("sign_in_attempts_request").on(t.requestId, t.connectionId),
    uniqueIndex("sign_in_attempts_state").on(t.stateHash),
    uniqueIndex("sign_in_attempts_ticket").on(t.ticketHash),
    index("sign_in_attempts_space").on(t.spaceId, t.createdAt),
    // The latest of each connection: of one that nobody has used for a month too.
    index("sign_in_attempts_connection").on(t.connectionId, t.createdAt),
    // The latest of each person: those that are theirs, and those that only named their address.
    index("sign_in_attempts_user").on(t.userId, t.createdAt).where(sql`${t.userId} is not null`),
    index("sign_in_attempts_email")
      .on(t.email, t.createdAt)
      .where(sql`${t.userId} is null and ${t.email} is not null`),
    index("sign_in_attempts_tests")
      .on(t.connectionId)
      .where(sql`${t.status} = 'started' and ${t.testRunId} is not null`),
    oneOf(t.protocol, protocols),
    oneOf(t.initiatedBy, initiators),
    oneOf(t.status, attemptStatuses),
    after(t.expiresAt, t.createdAt),
  ],
);

/**
 * Assertions that were used: one ID once, per connection. No foreign key, like the attempts: a row is deleted when it
 * expires.
 */
export const usedAssertions = pgTable(
  "used_assertions",
  {
    connectionId: text("connection_id").notNull(),
    /** SHA-256 of the assertion's ID. */
    assertionHash: text("assertion_hash").notNull(),
    usedAt: instant("used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("used_assertions_once").on(t.connectionId, t.assertionHash),
    index("used_assertions_expiry").on(t.expiresAt),
  ],
);

/** A person's identity at a provider: found by (connection, issuer, subject). */
export const linkedIdentities = pgTable(
  "linked_identities",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text("issuer").notNull(),
    /** In its compared form: docs/normalization.md. */
    subject: text("subject").notNull(),
    /** Stored before subjects that are not addresses were compared exactly: perhaps in lower case (`foldedBefore`). */
    subjectFolded: boolean("subject_folded").notNull().default(false),
    /** An administrator has allowed the next sign-in a new subject. */
    relinkAllowed: boolean("relink_allowed").notNull().default(false),
    firstUsedAt: instant("first_used_at").notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
  },
  (t) => [
    uniqueIndex("linked_identities_subject").on(t.connectionId, t.issuer, t.subject),
    uniqueIndex("linked_identities_user").on(t.connectionId, t.userId),
    uniqueIndex("linked_identities_owner").on(t.id, t.organizationId),
    index("linked_identities_person").on(t.userId),
    foreignKey({
      name: "linked_identities_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
  ],
);

/** People's identities at a provider before its issuer, entity ID or format changed: a rollback restores them. */
export const formerIdentities = pgTable(
  "former_identities",
  {
    organizationId: text("organization_id").notNull(),
    linkId: text("link_id").notNull(),
    /** `basisKey` of the version that was live. */
    basis: text("basis").notNull(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.linkId, t.basis] }),
    foreignKey({
      name: "former_identities_of_link",
      columns: [t.linkId, t.organizationId],
      foreignColumns: [linkedIdentities.id, linkedIdentities.organizationId],
    }).onDelete("cascade"),
  ],
);
