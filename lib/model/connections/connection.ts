import type { Role } from "@/lib/model/people/roles";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";

export type LoginFlow = "sp" | "idp" | "both";
export type Signed = "both" | "assertion" | "response" | "either";
export type Binding = "redirect" | "post";

/** The trust with one identity provider. */
export interface Connection {
  id: string;
  organizationId: string;
  name: string;
  reference: string;
  protocol: Protocol;
  provider: string;
  liveConfigurationId: string | null;
  draftConfigurationId: string | null;
  wizardStep: string | null;
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  revision: number;
}

export interface SamlConfiguration {
  protocol: "saml";
  entityId: string;
  loginUrl: string;
  logoutUrl: string | null;
  binding: Binding;
  certificates: string[];
  nameIdFormat: string;
  loginFlow: LoginFlow;
  signed: Signed;
  forceReauthentication: boolean;
  /** What a certificate's end means: nothing (docs/decisions/0009), or that its key counts no longer. */
  refuseEndedCertificates: boolean;
  /** Where the values came from; looked at again daily where it is set. */
  metadataUrl: string | null;
}

export interface OidcConfiguration {
  protocol: "oidc";
  issuer: string;
  clientId: string;
  scopes: string[];
  tokenEndpointAuthMethod: "client_secret_basic" | "client_secret_post" | null;
  logoutUrl: string | null;
  loginFlow: LoginFlow;
  forceReauthentication: boolean;
}

export interface OAuth2Configuration {
  protocol: "oauth2";
  /** The authentication method: an id of `oauth2-presets`. */
  preset: string;
  /** The preset's host fields as given: region, subdomain, login host. */
  hosts: Record<string, string>;
  clientId: string;
  scopes: string[];
  /** RFC 6749 §3.3 parts scopes by blanks; some tools want commas. */
  scopeSeparator: " " | ",";
  authorizationUrl: string;
  tokenUrl: string;
  identityUrl: string;
  identityRequest: "bearer" | "introspection";
  /** A list of the person's addresses with `email`, `primary` and `verified`; then the paths of the address are not used. */
  emailsUrl: string | null;
  revocationUrl: string | null;
  tokenEndpointAuthMethod: "client_secret_basic" | "client_secret_post";
  /** Sent to the authorization address beside our own. */
  extraParameters: Record<string, string>;
  emailPath: string;
  emailVerifiedPath: string | null;
  subjectPath: string;
  firstNamePath: string | null;
  lastNamePath: string | null;
  /** The tool's account that people must belong to; `null`: whatever account. */
  account: { url: string | null; path: string; value: string } | null;
  keepTokens: boolean;
}

/** The protocol settings of one configuration, without secrets. */
export type ConfigurationSettings = SamlConfiguration | OidcConfiguration | OAuth2Configuration;

/** By whose authority something lets people in: kept with a version and with a sign-in option. */
export interface Authority {
  /** The role of whoever put it live; `null`: an administrator, or before this was kept. */
  putLiveByRole: Role | null;
  /** As the audit log names them. */
  putLiveBy: string | null;
  /** When an administrator has confirmed what somebody else put live. */
  confirmedAt: Date | null;
  confirmedBy: string | null;
}

/** An immutable numbered version of a connection's settings. */
export interface Configuration extends Authority {
  id: string;
  organizationId: string;
  connectionId: string;
  version: number;
  settings: ConfigurationSettings;
  hasClientSecret: boolean;
  testedAt: Date | null;
  testRunId: string | null;
  wentLiveAt: Date | null;
  createdAt: Date;
  createdBy: string | null;
}

/** A key pair of ours for one connection; the private half is sealed elsewhere. */
export interface ServiceProviderKey {
  id: string;
  connectionId: string;
  certificate: string;
  createdAt: Date;
  retiredAt: Date | null;
}

/** Which of a provider's attributes carry what. `null`: the usual names are tried. */
export interface AttributeNames {
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  groups: string | null;
}

export type RuleOperator = "equals" | "contains" | "starts_with" | "ends_with" | "matches";

/** One role rule: when any value of the attribute matches, give the role and the teams. */
export interface RoleRule {
  attribute: string;
  operator: RuleOperator;
  value: string;
  role: Role | null;
  teams: string[];
}

/** How a connection's people become members of a space. */
export interface OptionSettings {
  attributes: AttributeNames;
  rules: RoleRule[];
  /** What to do where no rule matches or the attribute is missing. */
  missingRole: "default" | "deny";
  defaultRole: Role;
  defaultTeams: string[];
  /** The highest role that the rules may give. */
  ceiling: Role;
  provisioning: boolean;
  validation: "automatic" | "manual";
}

export const optionStatuses = ["draft", "active", "disabled"] as const;
export type OptionStatus = (typeof optionStatuses)[number];

/** The link connection ↔ space. A connection without one does nothing. */
export interface SignInOption extends Authority {
  id: string;
  connectionId: string;
  spaceId: string;
  status: OptionStatus;
  settings: OptionSettings;
  position: number;
  /** Stands out on the login page. At most one of a space; where none is, the first does. */
  isDefault: boolean;
  activatedAt: Date | null;
  activatedBy: string | null;
  createdAt: Date;
  revision: number;
}

export const testRunStatuses = ["created", "started", "passed", "failed", "expired"] as const;
export type TestRunStatus = (typeof testRunStatuses)[number];

/** What a test run found. */
export interface TestReport {
  checks: Check[];
  /** The code of the refusal where it failed. */
  refusal: { code: string; check: string; received: string | null; expected: string | null } | null;
  /** Attributes as received. */
  attributes: Record<string, string[]>;
  subject: string | null;
  subjectFormat: string | null;
  issuer: string | null;
  email: string | null;
  /** "This person would get: …". `null` where the protocol's checks failed. */
  outlook: TestOutlook | null;
}

/** What the sign-in would make of the person. */
export interface TestOutlook {
  outcome: "admit" | "pending" | "refuse";
  isNew: boolean;
  role: Role | null;
  teams: string[];
  /** Refusal code where `outcome` is `refuse`. */
  reason: string | null;
}

/** One rehearsal of a configuration. */
export interface TestRun {
  id: string;
  organizationId: string;
  spaceId: string;
  connectionId: string;
  configurationId: string;
  status: TestRunStatus;
  startedBy: string | null;
  report: TestReport | null;
  createdAt: Date;
  finishedAt: Date | null;
  expiresAt: Date;
}
