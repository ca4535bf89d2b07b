import type { Role } from "@/lib/model/people/roles";

/** How an application authenticates at the token endpoint (OpenID Connect Core §9); `none`: it has no secret. */
export const clientAuthMethods = [
  "client_secret_basic",
  "client_secret_post",
  "private_key_jwt",
  "none",
] as const;
export type ClientAuthMethod = (typeof clientAuthMethods)[number];

/** The methods that need a client secret. */
export const secretMethods: readonly ClientAuthMethod[] = ["client_secret_basic", "client_secret_post"];

/** How ID tokens may be signed. Every library supports RS256 (OpenID Connect Core §15.1). */
export const signingAlgorithms = ["RS256", "ES256"] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

export const opennesses = ["all", "chosen"] as const;
/** The spaces that an application is open to. */
export type Openness = (typeof opennesses)[number];

export const redirectKinds = ["sign_in", "sign_out"] as const;
/** The event after which the browser returns to the application: a sign-in, or a sign-out that it began. */
export type RedirectKind = (typeof redirectKinds)[number];

/** A public key set as an application registers it (RFC 7517 §5). */
export interface PublicKeySet {
  keys: ({ kty: string } & Record<string, unknown>)[];
}

/** An OpenID Connect client of the vendor. Its id is its `client_id`; secrets are elsewhere. */
export interface Application {
  id: string;
  name: string;
  authMethod: ClientAuthMethod;
  /** The public keys of `private_key_jwt`. */
  jwks: PublicKeySet | null;
  pkceRequired: boolean;
  /** How its ID tokens are signed. */
  idTokenAlgorithm: SigningAlgorithm;
  openTo: Openness;
  /** The roles that may use it in spaces without a choice of their own; none: everybody. */
  roles: Role[];
  homeUri: string | null;
  logoUri: string | null;
  initiateLoginUri: string | null;
  backchannelLogoutUri: string | null;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  revision: number;
}

/** A space that an application is open to, or in which it is open to fewer people. */
export interface ApplicationSpace {
  applicationId: string;
  spaceId: string;
  /** If both are empty, the application's roles count. */
  roles: Role[];
  teamIds: string[];
}

/** A space of an application as a list shows it. */
export interface ListedSpace {
  spaceId: string;
  slug: string;
  name: string;
  roles: Role[];
  /** How many of its teams may use the application. */
  teams: number;
}

/** A client secret; only its SHA-256 is stored. */
export interface ApplicationSecret {
  id: string;
  applicationId: string;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** When it expires; `null`: at the next rotation. */
  endsAt: Date | null;
}

/** Two are valid at a time, so that a secret can be rotated without an interruption. */
export const mostSecrets = 2;

/** One person signed in to one application in one space. Its id is the `sid` in the application's tokens. */
export interface ApplicationSession {
  id: string;
  applicationId: string;
  /** The browser's session; `null` once that was pruned. */
  sessionId: string | null;
  userId: string;
  spaceId: string;
  connectionId: string | null;
  /** How the space admitted the person, for `acr`. */
  way: "password" | "connection";
  authTime: Date;
  createdAt: Date;
  endedAt: Date | null;
  /** From then on its refresh tokens are void as well. */
  revokedAt: Date | null;
  /** An operator's trial: not counted, and the application never learns of it. */
  isTrial: boolean;
}
