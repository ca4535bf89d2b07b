import type { TokenEndpointAuthMethod } from "@/lib/model/connections/choices";
import type { ClaimNames } from "@/lib/model/mapping/missing-claims";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Refusal, ValidationResult } from "@/lib/model/refusals/validation-result";

/** The relying party's view of a connection. */
export interface OidcSettings {
  /** The party whose calls to the provider are counted together. */
  connectionId: string;
  /** Exactly as the provider's own discovery document writes it, its final slash included. */
  issuer: string;
  /** The address of the provider's document; `null` or absent: it follows from the issuer. */
  discoveryUrl?: string | null;
  clientId: string;
  /** Empty for a public client. */
  clientSecret: string;
  /** `openid` is added if it is missing. */
  scopes: readonly string[];
  /** `null` or absent: what the provider's document offers, `client_secret_basic` first. */
  tokenEndpointAuthMethod?: TokenEndpointAuthMethod | null;
  /** Claims named by mapping and rules: if the ID token lacks one of them, userinfo is called. */
  claimNames?: readonly ClaimNames[];
  /** Sent to the authorization endpoint in addition to our own. */
  extraParameters?: Readonly<Record<string, string>>;
}

/** A provider's description of itself, checked (OpenID Connect Discovery 1.0 §3). */
export interface ProviderMetadata {
  issuer: string;
  discoveryUrl: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  userinfoEndpoint: string | null;
  endSessionEndpoint: string | null;
  /** `null` if the document does not say. */
  scopesSupported: string[] | null;
  /** Those that we support, in our order of preference. */
  tokenEndpointAuthMethods: TokenEndpointAuthMethod[];
  /** Those that we accept, of those that the provider signs ID tokens with. */
  idTokenAlgorithms: string[];
  /** RFC 9207: the provider names itself in every answer. */
  namesItselfInAnswers: boolean;
}

/** The corrections to a typed address, a sentence each. */
export type Repairs = string[];

export type Discovery =
  | { outcome: "found"; provider: ProviderMetadata; repairs: Repairs }
  | { outcome: "refused"; refusal: Refusal<OidcRefusalCode>; repairs: Repairs };

export interface BeginInput {
  settings: OidcSettings;
  redirectUri: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  loginHint?: string | null;
  forceReauthentication?: boolean;
  /** A test run: by the provider's current document, not the cached one. */
  afresh?: boolean;
  /** Authentication context classes to request, the most wanted first. */
  acrValues?: readonly string[];
  /** The languages that the person reads, separated by spaces. */
  uiLocales?: string | null;
}

export type Started =
  | { outcome: "ready"; url: string }
  | { outcome: "refused"; refusal: Refusal<OidcRefusalCode> };

export interface ReceiveInput {
  settings: OidcSettings;
  /** The same as at `begin`. */
  redirectUri: string;
  /** The query of the callback, or its form if the provider posted. */
  parameters: URLSearchParams;
  expected: { state: string; nonce: string; codeVerifier: string };
  now: Date;
}

export interface EndSessionInput {
  settings: OidcSettings;
  /** The ID token of the sign-in; `null` if none was stored. */
  idToken: string | null;
  returnTo: string;
  state: string;
}

/** A provider, by whose published keys a token is verified. */
export type TokenIssuer = Pick<OidcSettings, "connectionId" | "issuer" | "discoveryUrl">;

/** A token of the provider outside a sign-in, its signature verified and nothing else. */
export type OpenedToken =
  | { outcome: "opened"; type: string | null; claims: Record<string, unknown> }
  | { outcome: "unreadable" | "not_signed" | "keys_unavailable"; received: string | null };

/** A third party's request to start a sign-in (OpenID Connect Core §4). */
export interface InitiationInput {
  issuer: string;
  parameters: URLSearchParams;
  /** Without a slash at the end. */
  appUrl: string;
}

export type Initiation =
  | {
      outcome: "accepted";
      loginHint: string | null;
      /** A path of this site, or `null`. */
      target: string | null;
    }
  | { outcome: "refused"; refusal: Refusal<OidcRefusalCode> };

/**
 * The OpenID Connect relying party (docs/model.md#openid-connect). Nothing here throws for input of a provider or
 * browser.
 */
export interface OidcRelyingParty {
  /**
   * Reads the provider's document afresh, before a save; `address` is an issuer or the document's own address.
   * `party` is the connection that it is for. With a discovery URL the document is there, and `address` is the issuer
   * that it must name; if empty, any.
   */
  discover(address: string, party: string, discoveryUrl?: string | null): Promise<Discovery>;
  /** Where to send the browser. */
  begin(input: BeginInput): Promise<Started>;
  /** Checks the browser's answer and fetches the tokens. A code works once: never call it twice for an answer. */
  receive(input: ReceiveInput): Promise<ValidationResult<OidcRefusalCode>>;
  /**
   * Where the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0 §2); `null` if it has no such
   * endpoint or its document is not available at once.
   */
  endSession(input: EndSessionInput): Promise<string | null>;
  /** Verifies the signature of a token that the provider sent by itself, such as a logout token. */
  openToken(issuer: TokenIssuer, token: string): Promise<OpenedToken>;
  /** Validates a third party's request to start a sign-in; the caller then starts an ordinary attempt. */
  checkInitiation(input: InitiationInput): Initiation;
}
