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
  clientAuthMethods,
  opennesses,
  redirectKinds,
  signingAlgorithms,
} from "../../lib/model/applications/application";
import { ways } from "../../lib/model/sign-in/session";
import { after, atLeast, bytes, instant, json, oneOf } from "./columns";
import { connections } from "./connections";
import { teams } from "./people";
import { sessions } from "./sessions";
import { spaces } from "./spaces";
import { users } from "./users";

/** An OpenID Connect client of the vendor; the id is its `client_id`. */
export const applications = pgTable(
  "applications",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    authMethod: text("auth_method", { enum: clientAuthMethods }).notNull(),
    jwks: json<{ keys: ({ kty: string } & Record<string, unknown>)[] } | null>("jwks"),
    pkceRequired: boolean("pkce_required").notNull(),
    idTokenAlgorithm: text("id_token_algorithm", { enum: signingAlgorithms }).notNull(),
    openTo: text("open_to", { enum: opennesses }).notNull(),
    /** The roles that may use it in spaces without a choice of their own; empty: everybody. */
    roles: json<string[]>("roles").notNull(),
    homeUri: text("home_uri"),
    logoUri: text("logo_uri"),
    initiateLoginUri: text("initiate_login_uri"),
    backchannelLogoutUri: text("backchannel_logout_uri"),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    oneOf(t.authMethod, clientAuthMethods),
    oneOf(t.idTokenAlgorithm, signingAlgorithms),
    oneOf(t.openTo, opennesses),
    atLeast(t.revision, 1),
    // Without a secret, only PKCE binds a code to its requester (RFC 9700 §2.1.1).
    check("applications_public_pkce", sql`${t.authMethod} <> 'none' or ${t.pkceRequired}`),
    check("applications_keys", sql`(${t.authMethod} = 'private_key_jwt') = (${t.jwks} is not null)`),
  ],
);

/** The addresses that an application may have people returned to; compared as text. */
export const applicationRedirects = pgTable(
  "application_redirects",
  {
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: redirectKinds }).notNull(),
    uri: text("uri").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.kind, t.uri] }), oneOf(t.kind, redirectKinds)],
);

/** Client secrets, as SHA-256. */
export const applicationSecrets = pgTable(
  "application_secrets",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    endsAt: instant("ends_at"),
  },
  (t) => [
    uniqueIndex("application_secrets_hash").on(t.hash),
    index("application_secrets_application").on(t.applicationId),
  ],
);

/** The spaces that an application is open to, or in which fewer people may use it. */
export const applicationSpaces = pgTable(
  "application_spaces",
  {
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    roles: json<string[]>("roles").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.spaceId] }),
    index("application_spaces_space").on(t.spaceId),
  ],
);

/** The teams of a space whose members may use an application. */
export const applicationTeams = pgTable(
  "application_teams",
  {
    applicationId: text("application_id").notNull(),
    spaceId: text("space_id").notNull(),
    teamId: text("team_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.teamId] }),
    index("application_teams_team").on(t.teamId),
    foreignKey({
      name: "application_teams_of_space",
      columns: [t.applicationId, t.spaceId],
      foreignColumns: [applicationSpaces.applicationId, applicationSpaces.spaceId],
    }).onDelete("cascade"),
    // The team belongs to the space.
    foreignKey({
      name: "application_teams_team_of_space",
      columns: [t.teamId, t.spaceId],
      foreignColumns: [teams.id, teams.spaceId],
    }).onDelete("cascade"),
  ],
);

/** One person signed in to one application in one space; the id is the `sid` of its tokens. */
export const applicationSessions = pgTable(
  "application_sessions",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    /** Null once the browser's session was pruned. */
    sessionId: text("session_id").references(() => sessions.id, { onDelete: "set null" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    connectionId: text("connection_id").references(() => connections.id, { onDelete: "set null" }),
    way: text("way", { enum: ways }).notNull(),
    authTime: instant("auth_time").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    /** From then on nothing of it lives, not even refresh tokens for offline access. It belongs to no browser then. */
    revokedAt: instant("revoked_at"),
    /** An operator's trial, which the application never learns of. */
    isTrial: boolean("is_trial").notNull().default(false),
  },
  (t) => [
    uniqueIndex("application_sessions_once")
      .on(t.sessionId, t.applicationId, t.spaceId)
      .where(sql`not ${t.isTrial}`),
    index("application_sessions_application").on(t.applicationId, t.createdAt),
    index("application_sessions_user").on(t.userId),
    index("application_sessions_space").on(t.spaceId),
    index("application_sessions_connection").on(t.connectionId).where(sql`${t.connectionId} is not null`),
    index("application_sessions_open").on(t.sessionId).where(sql`${t.endedAt} is null`),
    oneOf(t.way, ways),
    check(
      "application_sessions_revoked",
      sql`${t.revokedAt} is null or (${t.endedAt} is not null and ${t.sessionId} is null)`,
    ),
  ],
);

/** The logo of an application: encoded by us, the same in both themes. */
export const applicationLogos = pgTable(
  "application_logos",
  {
    applicationId: text("application_id")
      .primaryKey()
      .references(() => applications.id, { onDelete: "cascade" }),
    image: bytes("image").notNull(),
    /** SHA-256 of the bytes, which is in its address. */
    hash: text("hash").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    check("application_logos_hash", sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check("application_logos_size", sql`octet_length(${t.image}) between 1 and 1048576`),
    check("application_logos_pixels", sql`${t.width} between 1 and 720 and ${t.height} between 1 and 240`),
  ],
);

/** Sign-ins by which an operator looks at what an application would receive. Each is redeemed once and shown once. */
export const applicationTrials = pgTable(
  "application_trials",
  {
    /** Also the `state` of its request. */
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    operatorId: text("operator_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The session in which it was begun. */
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    /** SHA-256 of the secret in the browser's cookie, which is the code verifier as well. */
    secretHash: text("secret_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    redeemedAt: instant("redeemed_at"),
    /** What came back, sealed, until it is shown. */
    resultSealed: text("result_sealed"),
  },
  (t) => [
    uniqueIndex("application_trials_secret").on(t.secretHash),
    index("application_trials_application").on(t.applicationId),
    index("application_trials_operator").on(t.operatorId),
    index("application_trials_session").on(t.sessionId),
    index("application_trials_expiry").on(t.expiresAt),
    after(t.expiresAt, t.createdAt),
    check("application_trials_result", sql`${t.resultSealed} is null or ${t.redeemedAt} is not null`),
  ],
);

export const logoutStatuses = ["waiting", "delivered", "failed"] as const;

/** Messages to applications that a person's session is over (OpenID Connect Back-Channel Logout). */
export const applicationLogouts = pgTable(
  "application_logouts",
  {
    id: text("id").primaryKey(),
    applicationId: text("application_id")
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    applicationSessionId: text("application_session_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Why the session is over, as recorded by the session itself. */
    cause: text("cause").notNull(),
    status: text("status", { enum: logoutStatuses }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    responseCode: integer("response_code"),
    excerpt: text("excerpt"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("application_logouts_application").on(t.applicationId, t.createdAt),
    index("application_logouts_session").on(t.applicationSessionId),
    index("application_logouts_user").on(t.userId),
    index("application_logouts_due").on(t.nextAttemptAt).where(sql`${t.status} = 'waiting'`),
    oneOf(t.status, logoutStatuses),
    foreignKey({
      name: "application_logouts_of_session",
      columns: [t.applicationSessionId],
      foreignColumns: [applicationSessions.id],
    }).onDelete("cascade"),
  ],
);

export const providerModels = [
  "Session",
  "Interaction",
  "Grant",
  "AuthorizationCode",
  "AccessToken",
  "RefreshToken",
  "PushedAuthorizationRequest",
  "ReplayDetection",
] as const;

/** The OpenID provider's state between two requests. Codes and tokens are identified by their SHA-256. */
export const providerRecords = pgTable(
  "provider_records",
  {
    /** SHA-256 of kind and identifier. */
    id: text("id").primaryKey(),
    model: text("model", { enum: providerModels }).notNull(),
    /** Identifies records that are revoked together; as SHA-256. */
    grantKey: text("grant_key"),
    /** As SHA-256. */
    uidKey: text("uid_key"),
    applicationId: text("application_id").references(() => applications.id, { onDelete: "cascade" }),
    /** Of refresh tokens: the sign-in that they belong to. */
    applicationSessionId: text("application_session_id"),
    payloadSealed: text("payload_sealed").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    consumedAt: instant("consumed_at"),
  },
  (t) => [
    index("provider_records_grant").on(t.grantKey).where(sql`${t.grantKey} is not null`),
    index("provider_records_uid").on(t.uidKey).where(sql`${t.uidKey} is not null`),
    index("provider_records_application").on(t.applicationId).where(sql`${t.applicationId} is not null`),
    index("provider_records_sign_in")
      .on(t.applicationSessionId)
      .where(sql`${t.applicationSessionId} is not null`),
    foreignKey({
      name: "provider_records_of_sign_in",
      columns: [t.applicationSessionId],
      foreignColumns: [applicationSessions.id],
    }).onDelete("cascade"),
    index("provider_records_expiry").on(t.expiresAt),
    oneOf(t.model, providerModels),
  ],
);

/** The keys that ID tokens are signed with; the id is the `kid`. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    id: text("id").primaryKey(),
    algorithm: text("algorithm", { enum: signingAlgorithms }).notNull(),
    privateJwkSealed: text("private_jwk_sealed").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Published from its creation on; it signs from then on, if no newer one does. */
    signsFrom: instant("signs_from").notNull(),
    /** When its publication ends. */
    goneAt: instant("gone_at"),
  },
  (t) => [
    index("signing_keys_algorithm").on(t.algorithm, t.signsFrom),
    oneOf(t.algorithm, signingAlgorithms),
    after(t.goneAt, t.createdAt),
  ],
);

/** Tokens of the vendor's backend. They belong to no space. Only the SHA-256 is stored. */
export const operatorTokens = pgTable(
  "operator_tokens",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    scopes: json<string[]>("scopes").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [uniqueIndex("operator_tokens_hash").on(t.hash), after(t.expiresAt, t.createdAt)],
);
