/** Where a sign-in may begin: here (`sp`), at the provider (`idp`), or both. */
export const loginFlows = ["sp", "idp", "both"] as const;
export type LoginFlow = (typeof loginFlows)[number];

/** The parts of a SAML response that the provider must sign. */
export const signedParts = ["both", "assertion", "response", "either"] as const;
export type SignedParts = (typeof signedParts)[number];

/** How an AuthnRequest is sent. */
export const bindings = ["redirect", "post"] as const;
export type Binding = (typeof bindings)[number];

/** How we authenticate at a token endpoint (RFC 6749 §2.3.1); `none`: a public client, by PKCE alone (RFC 7636). */
export const tokenEndpointAuthMethods = ["client_secret_basic", "client_secret_post", "none"] as const;
export type TokenEndpointAuthMethod = (typeof tokenEndpointAuthMethods)[number];

/**
 * How a tool identifies the person: by the access token as a bearer (RFC 6750), or by an introspection endpoint that
 * gets the token and the client's credentials (RFC 7662).
 */
export const identityRequests = ["bearer", "introspection"] as const;
export type IdentityRequest = (typeof identityRequests)[number];

/** The separator between the scopes of a request. */
export const scopeSeparators = [" ", ","] as const;

/** What happens to other people's sessions and tokens. */
export const sessionChoices = ["keep", "end"] as const;
export type SessionChoice = (typeof sessionChoices)[number];

/** What happens to linked people whom other names at the provider would refuse. */
export const relinkChoices = ["keep", "refuse"] as const;
export type RelinkChoice = (typeof relinkChoices)[number];

/** How a test proves that the same people come: by the same subject, or by the same address only. */
export type RelinkProof = "same_subject" | "same_address";

/** The formats of Name IDs that are offered (SAML 2.0 Core §8.3). */
export const nameIdFormats = {
  email: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  persistent: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  unspecified: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
} as const;

export const ruleOperators = ["equals", "contains", "starts_with", "ends_with", "matches"] as const;
export type RuleOperator = (typeof ruleOperators)[number];

/** The separators of a provider that sends all groups as one text. */
export const groupSeparators = [",", ";", "|", " "] as const;
export type GroupSeparator = (typeof groupSeparators)[number];

/** What to do if no rule matches or the attribute is missing. */
export const missingRoles = ["default", "deny"] as const;
export type MissingRole = (typeof missingRoles)[number];

/** How new people are admitted. */
export const admissionModes = ["automatic", "manual"] as const;
export type AdmissionMode = (typeof admissionModes)[number];

/** The state of a certificate at the present moment. */
export const certificateStatuses = ["valid", "expiring", "expired", "not_yet_valid"] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];
