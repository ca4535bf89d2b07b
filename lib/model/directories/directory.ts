/** The lifecycle of a directory: `observing` → `active` ⇄ `paused` → removed (docs/model.md#directories). */
export const directoryStatuses = ["observing", "active", "paused"] as const;
export type DirectoryStatus = (typeof directoryStatuses)[number];

export const directoryEvents = ["activate", "pause", "resume"] as const;
export type DirectoryEvent = (typeof directoryEvents)[number];

/** What may become of a directory; anything else is refused. */
export const directoryTransitions: Record<
  DirectoryStatus,
  Partial<Record<DirectoryEvent, DirectoryStatus>>
> = {
  observing: { activate: "active" },
  active: { pause: "paused" },
  paused: { resume: "active" },
};

/** The providers with a guide of their own. The protocol reads all of them alike. */
export const directoryProviders = ["okta", "entra", "onelogin", "jumpcloud", "generic"] as const;
export type DirectoryProvider = (typeof directoryProviders)[number];

/** What administrators are told of: requests fail one after another, or none comes for a day. */
export const directoryAlerts = ["failing", "silent"] as const;
export type DirectoryAlert = (typeof directoryAlerts)[number];

/** A feed of an organization's people and groups by SCIM 2.0. */
export interface Directory {
  id: string;
  organizationId: string;
  /** The connection whose role rules it feeds; `null`: none, people get the lowest role. */
  connectionId: string | null;
  name: string;
  provider: DirectoryProvider;
  status: DirectoryStatus;
  createdAt: Date;
  createdBy: string | null;
  activatedAt: Date | null;
  lastRequestAt: Date | null;
  alert: DirectoryAlert | null;
  alertAt: Date | null;
  revision: number;
}

/**
 * What opens a directory: a bearer `token`; or the `secret` of its OAuth 2 client, which only buys short-lived `access`
 * tokens.
 */
export const credentialKinds = ["token", "secret", "access"] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** A credential of a directory, without its secret. */
export interface DirectoryCredential {
  id: string;
  directoryId: string;
  organizationId: string;
  kind: CredentialKind;
  /** Of an access token: the client secret that bought it. It ends with it. */
  grantedBy: string | null;
  /** The first characters, to recognise it by. */
  prefix: string;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  endedAt: Date | null;
}

/** What a request was about, by the first part of its path. */
export const directoryRequestKinds = ["people", "groups", "bulk", "other"] as const;
export type DirectoryRequestKind = (typeof directoryRequestKinds)[number];

/**
 * What became of a person of the feed: `waiting` for the directory to be applied, `applied`, in `conflict` with what is
 * known here, `held` by the brake, `kept` although the feed says otherwise, or `refused` by a rule of the space.
 */
export const feedStates = ["waiting", "applied", "conflict", "held", "kept", "refused"] as const;
export type FeedState = (typeof feedStates)[number];

/** Why a person's state is not `applied`. */
export const feedReasons = [
  "no_address",
  "domain_not_verified",
  "ambiguous",
  "person_taken",
  "address_taken",
  "not_provisioned",
  "role_missing",
  "no_licence",
  "waits_for_approval",
  "not_accepted",
  "version_awaits_admin",
  "it_administrator",
  "last_administrator",
  "deactivated_by_hand",
  "brake",
  "brake_rejected",
] as const;
export type FeedReason = (typeof feedReasons)[number];
