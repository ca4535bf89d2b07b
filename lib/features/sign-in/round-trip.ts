import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";

/** Where the browser goes now. */
export type ProviderRedirect =
  | { kind: "redirect"; url: string }
  /** SAML's POST binding: a form that the browser sends by itself. */
  | { kind: "form"; action: string; fields: Record<string, string> };

export interface RoundTrip {
  space: Space;
  connection: Connection;
  configuration: Configuration;
  testRunId: string | null;
  /** The signed-in person who links the connector to themselves. */
  linkUserId?: string | null;
  /** See `SignInAttempt`; absent for what opens no session. */
  startedElsewhere?: boolean;
  /** A path of this site, already checked. */
  returnTo: string | null;
  loginHint: string | null;
  address: string | null;
  /** The secret of the browser's cookie. */
  browserSecret: string;
}

/** What OIDC (OAuth 2: without the nonce) needs again when the browser comes back. */
export interface OidcAttemptSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}
