/** The protocols that a connection can use. */
export const protocols = ["saml", "oidc", "oauth2"] as const;
export type Protocol = (typeof protocols)[number];

/**
 * An identity provider's statement about a person, after every check of the protocol has passed. Nothing in it was
 * read from text that is not covered by the provider's signature (or, for OAuth 2, that did not come from the
 * provider's own API).
 */
export interface VerifiedIdentity {
  protocol: Protocol;
  /** SAML: the assertion's Issuer. OIDC: `iss`. OAuth 2: the preset's or endpoint's origin. */
  issuer: string;
  /** SAML: the NameID's text, or the value of the connection's subject attribute. OIDC: `sub`. */
  subject: string;
  /** SAML: the NameID's Format. `null` for the others, and if an attribute identifies the person. */
  subjectFormat: string | null;
  /** SAML: the attribute that the subject was read from instead of the NameID. */
  subjectAttribute?: string;
  /** SAML: SessionIndex of the first AuthnStatement. OIDC: `sid`. */
  sessionIndex: string | null;
  /** Every attribute or claim with all its values, in the provider's order and spelling. */
  attributes: Record<string, string[]>;
  /** SAML: the Names of the attributes that carry a FriendlyName, by it. Absent: none does. */
  friendlyNames?: Record<string, string[]>;
  /** OIDC: `email_verified` as sent; `null` if the provider says nothing. */
  emailVerified: boolean | null;
  /** What the provider needs at sign-out, in the protocol's own form. OIDC: the ID token. SAML: NameID and session. */
  signOutHint?: string;
  /** How and when the person authenticated, as the provider says. ISO 8601 instants. */
  authentication: { context: string | null; instant: string | null; sessionEndsAt: string | null };
}
