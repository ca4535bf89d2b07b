import type { AccessReceipt } from "./receipt";

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

/** Whom a verified signal names. At least one of them. */
export interface SignalSubject {
  /** The provider's name for the person, as a sign-in would bring it. */
  identity: { issuer: string; subject: string } | null;
  /** Normalised. */
  email: string | null;
  /** SAML: SessionIndexes. OpenID Connect: `sid`. Empty: all sessions of the person. */
  sessionIndexes: readonly string[];
}

/** What a signal has ended. One that arrived before they were counted lacks the last two. */
export type SignalReceipt = Omit<AccessReceipt, "refreshTokens" | "applicationsTold"> &
  Partial<AccessReceipt>;

export const signalOutcomes = ["ended", "nobody", "refused"] as const;
export type SignalOutcome = (typeof signalOutcomes)[number];
