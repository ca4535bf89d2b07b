import type { Role } from "@/lib/model/people/roles";
import type { Check } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { AdmissionMode, GroupSeparator, MissingRole, RelinkProof, RuleOperator } from "./choices";
import type { OAuth2Configuration } from "./fields/oauth2";
import type { OidcConfiguration } from "./fields/oidc";
import type { SamlConfiguration } from "./fields/saml";

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

/** The protocol settings of one configuration, without secrets. */
export type ConfigurationSettings = SamlConfiguration | OidcConfiguration | OAuth2Configuration;
export type SettingsOf<P extends Protocol> = Extract<ConfigurationSettings, { protocol: P }>;

/** By whose authority something admits people: stored with a version and with a sign-in option. */
export interface Authority {
  /** The role of the person who put it live; `null`: an administrator, or before this was stored. */
  putLiveByRole: Role | null;
  /** Their name in the audit log. */
  putLiveBy: string | null;
  /** When an administrator confirmed what somebody else put live. */
  confirmedAt: Date | null;
  confirmedBy: string | null;
}

export interface LinkCarryOver {
  /** The version that was live before. */
  fromVersion: number;
  /** What the test proved then: sign-ins since prove nothing about the others. */
  proof: RelinkProof;
}

/** An immutable numbered version of a connection's settings. */
export interface Configuration extends Authority {
  id: string;
  organizationId: string;
  connectionId: string;
  version: number;
  settings: ConfigurationSettings;
  hasClientSecret: boolean;
  /** When the last of the provider's certificates expires; null: there is none. */
  certificatesEnd: Date | null;
  testedAt: Date | null;
  testRunId: string | null;
  wentLiveAt: Date | null;
  /** The version whose linked people were to be carried over when this one went live. */
  linkCarryOver: LinkCarryOver | null;
  createdAt: Date;
  createdBy: string | null;
}

/** Our own key pair for one connection; the private half is sealed elsewhere. */
export interface ServiceProviderKey {
  id: string;
  connectionId: string;
  certificate: string;
  createdAt: Date;
  retiredAt: Date | null;
}

/** The provider's attribute for each value. `null`: the usual names are tried. */
export interface AttributeNames {
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  groups: string | null;
}

/** One role rule: if any value of the attribute matches, give the role and the teams. */
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
  /** The separator in the texts of the group attribute; `null`: each text is one group. */
  groupSeparator: GroupSeparator | null;
  rules: RoleRule[];
  /** What to do if no rule matches or the attribute is missing. */
  missingRole: MissingRole;
  defaultRole: Role;
  defaultTeams: string[];
  /** The highest role that the rules may give. */
  ceiling: Role;
  provisioning: boolean;
  validation: AdmissionMode;
}

/** The settings of an option, with defaults for fields that were added later. */
export function optionSettingsOf(stored: unknown): OptionSettings {
  // Written from the same type, except for settings that were added later.
  return { groupSeparator: null, ...(stored as Omit<OptionSettings, "groupSeparator">) };
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
  /** Highlighted on the login page. At most one of a space; if there is none, the first is. */
  isDefault: boolean;
  activatedAt: Date | null;
  activatedBy: string | null;
  createdAt: Date;
  revision: number;
}

export const testRunStatuses = ["created", "started", "passed", "failed", "expired"] as const;
export type TestRunStatus = (typeof testRunStatuses)[number];

/** The report of a test run. */
export interface TestReport {
  checks: Check[];
  /** The code of the refusal if it failed. */
  refusal: { code: string; check: string; received: string | null; expected: string | null } | null;
  /** Attributes as received. */
  attributes: Record<string, string[]>;
  /** As in the identity; absent in older reports, and if there are none. */
  friendlyNames?: Record<string, string[]>;
  subject: string | null;
  subjectFormat: string | null;
  issuer: string | null;
  email: string | null;
  /** First and last name as read; absent in older reports. */
  name?: string | null;
  /** "This person would get: …". `null` if the protocol's checks failed. */
  outlook: TestOutlook | null;
}

export const admissionOutcomes = ["admit", "pending", "refuse"] as const;
export type AdmissionOutcome = (typeof admissionOutcomes)[number];

/** The sign-in's decision about the person. */
export interface TestOutlook {
  outcome: AdmissionOutcome;
  isNew: boolean;
  role: Role | null;
  teams: string[];
  /** Refusal code if `outcome` is `refuse`. */
  reason: string | null;
  /** The role rule that gives the role, in words; `null`: none does. Absent in older reports. */
  rule?: string | null;
}

/** One test of a configuration. */
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
