import type { IdentityRequest, TokenEndpointAuthMethod } from "@/lib/model/connections/choices";

/** The authentication methods of OAuth 2 connections: known tools, and any other by its endpoints. */
export const oauth2PresetIds = ["hubspot", "salesforce", "zoho", "zendesk", "github", "other"] as const;
export type OAuth2PresetId = (typeof oauth2PresetIds)[number];

/** A part of the tool's addresses that differs from customer to customer. */
export interface HostField {
  name: string;
  label: string;
  help: string;
  /** Offered first; anything else must match `pattern`. */
  choices: readonly { value: string; label: string }[];
  /** Of the whole value. Decides which hosts can be reached, so it names them as narrowly as it can. */
  pattern: RegExp;
  example: string;
  initial: string;
}

/**
 * Which account of the tool people must belong to. A tool that everybody in the world can sign in to vouches for
 * nobody's company: without this, an administrator of any other account could name anybody's address.
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

/** One authentication method as data. `{name}` in an address stands for a host field. */
export interface OAuth2Preset {
  id: OAuth2PresetId;
  name: string;
  summary: string;
  mark: { initials: string; colour: "orange" | "blue" | "red" | "green" | "slate" | "plum" };
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
  /** `null`: the tool says nothing about whether it has checked the address. */
  emailVerifiedPath: string | null;
  subjectPath: string;
  firstNamePath: string | null;
  lastNamePath: string | null;
  account: AccountRule | null;
  /** What the tool's own screens call things, for the drawings of them. */
  labels: {
    console: string;
    /** The page of its console that holds the application. */
    page: string;
    create: string;
    redirectUri: string;
    clientId: string;
    clientSecret: string;
  };
  /** Where the tool's own client is made, in its words. */
  steps: readonly { title: string; text: string }[];
  /** What no public document has confirmed; the test shows whether it holds. */
  unconfirmed: readonly string[];
}
