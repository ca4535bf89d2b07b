import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import type { Refusal, ValidationResult } from "@/lib/model/refusals/validation-result";

/** A configuration with its client secret decrypted; calls to the tool are counted per connection. */
export type OAuth2Settings = OAuth2Configuration & { clientSecret: string; connectionId: string };

/** The tokens that a tool issued for a person, stored if the connection says so. */
export interface ToolTokens {
  accessToken: string;
  refreshToken: string | null;
  /** As the tool granted them; the requested ones if it does not say (RFC 6749 §5.1). */
  scopes: string[];
  /** `null`: the tool sets no expiry. */
  expiresAt: Date | null;
}

/** Tokens about to be stored, with the only addresses that they may ever be sent to. */
export interface TokensToKeep extends ToolTokens {
  endpoints: string[];
}

export interface OAuth2BeginInput {
  settings: OAuth2Settings;
  redirectUri: string;
  state: string;
  codeVerifier: string;
  loginHint?: string | null;
}

export type OAuth2BeginResult =
  | { outcome: "ready"; url: string }
  | { outcome: "refused"; refusal: Refusal<OAuth2RefusalCode> };

export interface OAuth2ReceiveInput {
  settings: OAuth2Settings;
  /** The same as at `begin`. */
  redirectUri: string;
  parameters: URLSearchParams;
  expected: { state: string; codeVerifier: string };
  now: Date;
}

/** The result, and the tokens of an accepted answer. */
export interface OAuth2Received {
  result: ValidationResult<OAuth2RefusalCode>;
  tokens: ToolTokens | null;
}

export type OAuth2Refreshed =
  | { outcome: "refreshed"; tokens: ToolTokens }
  /** The tool has ended the grant (`invalid_grant`): the person must sign in again. */
  | { outcome: "ended" }
  | { outcome: "refused"; refusal: Refusal<OAuth2RefusalCode> };

/** The OAuth 2 client (RFC 6749, PKCE by RFC 7636). Nothing here throws for input of a tool or a browser. */
export interface OAuth2Client {
  /** Where to send the browser. */
  begin(input: OAuth2BeginInput): OAuth2BeginResult;
  /** Checks the browser's answer, trades the code and asks the tool for the person. Call it once per answer. */
  receive(input: OAuth2ReceiveInput): Promise<OAuth2Received>;
  /** A fresh access token for a refresh token (RFC 6749 §6). */
  refresh(settings: OAuth2Settings, refreshToken: string, now: Date): Promise<OAuth2Refreshed>;
  /** Revokes a token at the tool (RFC 7009); `false` if the tool refused or does not support it. */
  revoke(settings: OAuth2Settings, token: string): Promise<boolean>;
}
