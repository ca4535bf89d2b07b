import type { TokenEndpointAuthMethod } from "@/lib/model/connections/choices";
import type { ClaimNames } from "@/lib/model/mapping/missing-claims";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Refusal, ValidationResult } from "@/lib/model/refusals/validation-result";

/** What the relying party must know of a connection. */
export interface OidcSettings {
  /** Whose calls to the provider are counted together, and with nobody else's. */
  connectionId: string;
  /** Exactly as the provider's own discovery document writes it, its final slash included. */
  issuer: string;
  /** Where the provider's document is; `null` or absent: it follows from the issuer. */
  discoveryUrl?: string | null;
  clientId: string;
  /** Empty for a public client. */
  clientSecret: string;
  /** `openid` is added if it is missing. */
  scopes: readonly string[];
  /** `null` or absent: what the provider's document offers, `client_secret_basic` first. */
  tokenEndpointAuthMethod?: TokenEndpointAuthMethod | null;
  /** What mapping and rules name: if the ID token lacks a claim of them, userinfo is asked for it. */
  claimNames?: readonly ClaimNames[];
  /** Sent to the authorization endpoint beside our own. */
  extraParameters?: Readonly<Record<string, string>>;
}

/** What a provider says of itself, checked (OpenID Connect Discovery 1.0 §3). */
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
  /** Those that we can use, in our order of preference. */
  tokenEndpointAuthMethods: TokenEndpointAuthMethod[];
  /** Those that we accept, of those that the provider signs ID tokens with. */
  idTokenAlgorithms: string[];
  /** RFC 9207: the provider names itself in every answer. */
  namesItselfInAnswers: boolean;
}

/** What was corrected in the address that somebody typed, each a sentence. */
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
  /** A rehearsal: by the provider's document as it is right now, and not as it was kept. */
  afresh?: boolean;
  /** Authentication context classes to ask for, most wanted first. */
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
  /** The ID token of the sign-in; `null` if none was kept. */
  idToken: string | null;
  returnTo: string;
  state: string;
}

/** What a third party sent to start a sign-in (OpenID Connect Core §4). */
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
 * The OpenID Connect relying party (docs/model.md#openid-connect). Nothing here throws for what a provider or browser
 * sends.
 */
export interface OidcRelyingParty {
  /**
   * Reads the provider's document anew, for whoever saves; `address` is an issuer or the document's own address. `party`
   * is the connection that it is for. With a discovery URL the document is there, and `address` is the issuer that it must
   * name; empty: whichever it names.
   */
  discover(address: string, party: string, discoveryUrl?: string | null): Promise<Discovery>;
  /** Where to send the browser. */
  begin(input: BeginInput): Promise<Started>;
  /**
   * Checks what the browser brought back and fetches the tokens. A code works once: never call it twice for an
   * answer.
   */
  receive(input: ReceiveInput): Promise<ValidationResult<OidcRefusalCode>>;
  /**
   * Where the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0 §2); `null` if it has no such
   * endpoint or its document cannot be had within a moment.
   */
  endSession(input: EndSessionInput): Promise<string | null>;
  /** Validates a third party's request to start a sign-in; the caller then starts an ordinary attempt. */
  checkInitiation(input: InitiationInput): Initiation;
}
