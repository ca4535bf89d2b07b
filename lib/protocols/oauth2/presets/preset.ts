import type { IdentityRequest, TokenEndpointAuthMethod } from "@/lib/model/connections/choices";

/** The authentication methods of OAuth 2 connections: preset tools, and any other by its endpoints. */
export const oauth2PresetIds = ["hubspot", "salesforce", "zoho", "zendesk", "github", "other"] as const;
export type OAuth2PresetId = (typeof oauth2PresetIds)[number];

/** A part of the tool's addresses that differs from customer to customer. */
export interface HostField {
  name: string;
  label: string;
  help: string;
  /** Offered first; anything else must match `pattern`. */
  choices: readonly { value: string; label: string }[];
  /** Matches the whole value. Decides which hosts can be reached, so it is as narrow as possible. */
  pattern: RegExp;
  example: string;
  initial: string;
}

/**
 * The account of the tool that people must belong to. A tool open to everybody in the world vouches for nobody's
 * company: without this check, an administrator of any other account could name anybody's address.
 */
export interface AccountRule {
  label: string;
  help: string;
  /** Where the person's accounts are read; `null`: in the identity itself. */
  url: string | null;
  /** Every value found there counts; one must be the connection's. */
  path: string;
  required: boolean;
}

/** One authentication method as data. `{name}` in an address is replaced by a host field. */
export interface OAuth2Preset {
  id: OAuth2PresetId;
  name: string;
  summary: string;
  hosts: readonly HostField[];
  authorizationUrl: string;
  tokenUrl: string;
  identityUrl: string;
  identityRequest: IdentityRequest;
  /** A list of the person's addresses, each with `email`, `primary` and `verified`. */
  emailsUrl: string | null;
  revocationUrl: string | null;
  scopes: readonly string[];
  scopeSeparator: " " | ",";
  tokenAuth: TokenEndpointAuthMethod;
  extraParameters: Readonly<Record<string, string>>;
  emailPath: string;
  /** `null`: the tool does not say whether it has verified the address. */
  emailVerifiedPath: string | null;
  subjectPath: string;
  firstNamePath: string | null;
  lastNamePath: string | null;
  account: AccountRule | null;
  /** What the tool's own screens call things, for the drawings of them. */
  labels: {
    console: string;
    /** The page of its console that contains the application. */
    page: string;
    create: string;
    redirectUri: string;
    clientId: string;
    clientSecret: string;
  };
  /** Where the tool's own client is created, in its words. */
  steps: readonly { title: string; text: string }[];
  /** Not confirmed by any public document; the test shows whether it is true. */
  unconfirmed: readonly string[];
}
