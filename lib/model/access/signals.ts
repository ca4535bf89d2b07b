/** What an identity provider says to us outside a sign-in, by the standard that it follows. */
export const signalKinds = [
  /** OpenID Connect Back-Channel Logout 1.0. */
  "oidc_logout",
  /** SAML 2.0 single logout (Core §3.7). */
  "saml_logout",
  /** Okta's Universal Logout (draft-parecki-oauth-global-token-revocation). */
  "global_token_revocation",
  /** OpenID CAEP 1.0 §3.1, §3.2 and §3.3. */
  "session_revoked",
  "token_claims_change",
  "credential_change",
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** What a signal ends, of what the person has in the spaces that the connection leads to. */
interface Ending {
  /** `provider_session`: what was opened through the connection. `person`: every session there, however opened. */
  sessions: "provider_session" | "person";
  /** Personal access tokens in these spaces. */
  personalTokens: boolean;
  /** What is kept of the person's grants at the organization's tools. */
  toolTokens: boolean;
}

const signOut: Ending = { sessions: "provider_session", personalTokens: false, toolTokens: false };
const everySession: Ending = { sessions: "person", personalTokens: false, toolTokens: false };
const everything: Ending = { sessions: "person", personalTokens: true, toolTokens: true };

/**
 * Cause by cause (docs/model.md#what-a-signal-ends). A sign-out at the provider ends what that session opened. A
 * revocation says that nothing which the person holds may be trusted any more.
 */
export const endings: Readonly<Record<SignalKind, Ending>> = {
  oidc_logout: signOut,
  saml_logout: signOut,
  global_token_revocation: everything,
  session_revoked: everySession,
  // Roles and groups are read at the next sign-in.
  token_claims_change: everySession,
  credential_change: everySession,
};

/** Whom a verified signal names. At least one of them. */
export interface SignalSubject {
  /** The provider's name for the person, as a sign-in would bring it. */
  identity: { issuer: string; subject: string } | null;
  /** Normalised. */
  email: string | null;
  /** SAML: SessionIndexes. OpenID Connect: `sid`. Empty: all sessions of the person. */
  sessionIndexes: readonly string[];
}

/** What a signal has ended: its receipt. */
export interface SignalReceipt {
  sessions: number;
  personalTokens: number;
  toolTokens: number;
  /** Sign-ins to applications, which are told by back-channel logout. */
  applications: number;
}

export const nothingSignalled: SignalReceipt = {
  sessions: 0,
  personalTokens: 0,
  toolTokens: 0,
  applications: 0,
};

export const signalOutcomes = ["ended", "nobody", "refused"] as const;
export type SignalOutcome = (typeof signalOutcomes)[number];
