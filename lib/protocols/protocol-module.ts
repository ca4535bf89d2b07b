import type { LoginFlow } from "@/lib/model/connections/choices";
import type { Configuration, ConfigurationSettings, Connection } from "@/lib/model/connections/connection";
import type { ProtocolTraits } from "@/lib/model/connections/protocol-traits";
import type { Outcome } from "@/lib/model/outcome";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import type { Initiation } from "@/lib/ports/oidc";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { OidcInput, SamlInput } from "@/lib/schemas/connection";
import type { OAuth2Input } from "@/lib/schemas/oauth2";

/** Settings as input; the protocol decides which fields count. Absent ones stay. */
export type SettingsInput = SamlInput & OidcInput & OAuth2Input;

export interface ReadRequest {
  connection: Pick<Connection, "id" | "provider">;
  input: SettingsInput;
  /** The settings that the input is applied to. */
  previous: ConfigurationSettings | null;
  hasStoredSecret: boolean;
}

/** The settings built from an input. */
export interface ReadSettings<Settings extends ConfigurationSettings = ConfigurationSettings> {
  settings: Settings;
  /** A new client secret; `null` keeps the stored one. */
  clientSecret: string | null;
  /** The client has none: the stored one is not carried over. */
  dropsSecret?: boolean;
  /** The corrections, a sentence each. */
  repairs: string[];
  /** Warnings about valid settings, a sentence each. */
  warnings: string[];
}

/** Where the browser goes next. */
export type ProviderRedirect =
  | { kind: "redirect"; url: string }
  /** SAML's POST binding: a form that the browser sends by itself. */
  | { kind: "form"; action: string; fields: Record<string, string> };

/** What a code flow needs again when the browser returns. OAuth 2 has no nonce. */
export interface CodeFlowSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export interface BeginInput {
  connection: Connection;
  configuration: Configuration;
  attemptId: string;
  loginHint: string | null;
  /** What an application asks of the sign-in, for the provider to read; absent: nothing. */
  requested?: { acrValues: readonly string[]; uiLocales: string | null };
  /** A test run shows the current state: cached documents of the provider do not count. */
  isTest: boolean;
}

export type BeginResult =
  | { ok: true; redirect: ProviderRedirect; requestId: string | null; secrets: CodeFlowSecrets | null }
  | { ok: false; code: string; received: string | null; expected: string | null };

export interface ReceiveInput {
  connection: Connection;
  configuration: Configuration;
  /** The browser's answer: the query, or the fields of the form. */
  answer: URLSearchParams;
  /** The attempt that it answers; `null` if there is none. */
  attempt: { requestId: string | null; secrets: CodeFlowSecrets | null; createdAt: Date } | null;
}

export interface EndSessionRequest {
  connection: Connection;
  configuration: Configuration;
  /** `VerifiedIdentity.signOutHint` of the sign-in; `null`: none was kept. */
  hint: string | null;
  returnTo: string;
  state: string;
}

/** A protocol's result for an answer. */
export interface ReceivedAnswer<Result extends ValidationResult<string> = ValidationResult<string>> {
  result: Result;
  /** The tool's tokens, kept until the person is admitted. */
  tokens: TokensToKeep | null;
}

/** The facts of settings, in the terms that all protocols share. */
export interface SettingsFacts {
  loginFlow: LoginFlow;
  forceReauthentication: boolean;
  logoutUrl: string | null;
  /** The provider may have an address of its own at which it ends a session; `endSession` knows. */
  endsSessions: boolean;
  /** PEM; those of the provider. */
  certificates: readonly string[];
  /** An address of metadata that is checked every day. */
  metadataUrl: string | null;
  /** A document of the provider that can be fetched. */
  documentUrl: string | null;
  /**
   * The recipient of a code: it is a secret between us and its issuer, so it goes nowhere else if another version
   * went live while the person was away.
   */
  codeReceiver: string;
  /** The columns of the list of connections that depend on the protocol. */
  columns: {
    issuerUrl: string | null;
    endpoint: string | null;
    identifierFormat: string | null;
  };
}

/**
 * Everything that the rest of the application needs from a protocol. The settings passed in must be the protocol's
 * own; each function throws if they are not.
 */
export interface ProtocolModule extends ProtocolTraits {
  facts(settings: ConfigurationSettings): SettingsFacts;
  /** The settings as the API takes them, for a file. */
  toInput(settings: ConfigurationSettings): Record<string, unknown>;
  /** Builds complete settings from an input, over the previous ones. */
  readInput(deps: SsoDependencies, request: ReadRequest): Promise<Outcome<ReadSettings>>;
  /** Returns where to send the browser, and what is needed again when it returns. */
  begin(deps: SsoDependencies, input: BeginInput): Promise<BeginResult>;
  /** Validates the browser's answer against the settings and the connection's requirements for the sign-in. */
  receive(deps: SsoDependencies, input: ReceiveInput): Promise<ReceivedAnswer>;
  /** Sends the browser to where the provider ends its own session; absent: the protocol has no such address. */
  endSession?(deps: SsoDependencies, input: EndSessionRequest): Promise<ProviderRedirect | null>;
  /** Validates a third party's request to start a sign-in; absent: the protocol has none. */
  checkInitiation?(
    deps: SsoDependencies,
    settings: ConfigurationSettings,
    parameters: URLSearchParams,
  ): Initiation;
}
