import { type SignalKind, signalKinds } from "./signals";

/** What ends access, other than an identity provider's signal. */
export const ownCauses = [
  /** Deactivated by an administrator, by the API, or by a directory. */
  "deactivated",
  /** "End access now": everything, and the person may sign in again. */
  "access_ended_by_administrator",
  /** An administrator signs the person out of the space. */
  "ended_by_administrator",
  /** "Sign out everywhere", by the person. */
  "ended_by_person",
  "password_reset",
  "password_changed",
  "two_factor_enabled",
  "two_factor_disabled",
  "address_changed",
  /** Converted to single sign-on only. */
  "sso_only",
  /** Everybody, if whoever activates or removes a connection chooses so. */
  "sso_activated",
  "sso_removed",
] as const;
export type OwnCause = (typeof ownCauses)[number];

export const accessCauses = [...signalKinds, ...ownCauses] as const;
export type AccessCause = SignalKind | OwnCause;

/**
 * Which browsers are signed out. `provider_session`: what the provider's session opened. `space`: what reaches the
 * space, however it was opened. `person`: all of the person, in every space. `others`: the same, but for the browser
 * in which it is done.
 */
export type EndedSessions = "provider_session" | "space" | "person" | "others";

interface Ending {
  sessions: EndedSessions;
  /** Refresh tokens of applications, which outlive the browser's session. */
  refreshTokens: boolean;
  /** Personal access tokens of the space, and what their answers say from then on; `null`: they live on. */
  personalTokens: "owner_deactivated" | "access_ended" | null;
  /** What is kept of the person's grants at the organization's tools. */
  toolTokens: boolean;
}

/** The person has left the browser, and nothing else is in doubt. */
const signOut: Ending = {
  sessions: "provider_session",
  refreshTokens: false,
  personalTokens: null,
  toolTokens: false,
};
const inSpace: Ending = { ...signOut, sessions: "space", refreshTokens: true };
const everything: Ending = { ...inSpace, personalTokens: "access_ended", toolTokens: true };
const ofPerson: Ending = { ...inSpace, sessions: "person" };
const others: Ending = { ...ofPerson, sessions: "others" };

/**
 * Cause by cause, what ends (docs/model.md#what-ends-access). Applications are always told of the sign-ins that end,
 * and the space's audit log and webhooks of each person's receipt.
 */
export const endings: Readonly<Record<AccessCause, Ending>> = {
  oidc_logout: signOut,
  saml_logout: signOut,
  // Nothing that the person holds may be trusted any more.
  global_token_revocation: everything,
  session_revoked: inSpace,
  // Roles and groups are read at the next sign-in.
  token_claims_change: inSpace,
  credential_change: inSpace,
  deactivated: { ...everything, personalTokens: "owner_deactivated" },
  access_ended_by_administrator: everything,
  ended_by_administrator: inSpace,
  ended_by_person: others,
  password_reset: ofPerson,
  password_changed: others,
  two_factor_enabled: others,
  two_factor_disabled: others,
  address_changed: ofPerson,
  sso_only: ofPerson,
  // Tokens of programs are another choice of the same dialog.
  sso_activated: inSpace,
  sso_removed: inSpace,
};
