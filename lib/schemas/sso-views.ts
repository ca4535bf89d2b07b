import type { CertificateStatus, RelinkProof } from "@/lib/model/connections/choices";
import type {
  ConfigurationSettings,
  OptionSettings,
  OptionStatus,
  TestOutlook,
  TestRunStatus,
} from "@/lib/model/connections/connection";
import type { ConnectionState } from "@/lib/model/connections/connection-health";
import type { ConfigurationState } from "@/lib/model/connections/lifecycle";
import type { DomainStatus } from "@/lib/model/organizations/organization";
import type { Role } from "@/lib/model/people/roles";
import type { Check, FixedBy } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { PasswordSignIn, SpaceKind } from "@/lib/model/spaces/space";
import type { FormState } from "./form-state";
import type { TestHint } from "./test-run-answers";

/** A connection in the list of connections. Moments are ISO 8601. */
export interface ConnectionRow {
  id: string;
  name: string;
  reference: string;
  provider: string;
  providerName: string;
  protocol: Protocol;
  status: OptionStatus;
  state: ConnectionState;
  /** A newer version waits besides the live one. */
  hasDraftBesideLive: boolean;
  /** Created by this space's own organization: it can be edited and removed here. */
  isOwn: boolean;
  configured: boolean;
  loginAddress: string;
  /** OAuth 2: the tool. */
  authenticationMethod: string | null;
  /** SAML: the provider's entity ID. OpenID Connect: the issuer. */
  issuerUrl: string | null;
  /** Where the browser is sent to sign in; OpenID Connect reads it from the provider's document. */
  endpoint: string | null;
  /** SAML: the format of the NameID, without its URN. */
  identifierFormat: string | null;
  lastUsedAt: string | null;
  createdAt: string;
}

/** A certificate as displayed. */
export interface CertificateView {
  pem: string;
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
  fingerprint: string;
  key: string;
  status: CertificateStatus;
}

/** One version of a connection's settings, without secrets. */
export interface VersionView {
  id: string;
  version: number;
  state: ConfigurationState;
  settings: ConfigurationSettings;
  hasClientSecret: boolean;
  certificates: CertificateView[];
  testedAt: string | null;
  testRunId: string | null;
  wentLiveAt: string | null;
  createdAt: string;
  createdBy: string | null;
}

/** A version in the history. */
export type VersionLine = Omit<VersionView, "settings" | "certificates" | "hasClientSecret">;

/** Our values for one connection; those of the other protocol are `null`. */
export interface OurValues {
  loginAddress: string;
  entityId: string | null;
  acsUrl: string | null;
  acsUrlPattern: string | null;
  metadataUrl: string | null;
  redirectUri: string | null;
  initiateUrl: string | null;
  postLogoutRedirectUri: string | null;
  /** PEM. */
  encryptionCertificate: string | null;
}

/** Everything that the wizard and the page of a connection show. */
export interface ConnectionDetails {
  id: string;
  name: string;
  reference: string;
  provider: string;
  providerName: string;
  protocol: Protocol;
  revision: number;
  wizardStep: string | null;
  status: OptionStatus;
  state: ConnectionState;
  isOwn: boolean;
  createdAt: string;
  lastUsedAt: string | null;
  activatedAt: string | null;
  activatedBy: string | null;
  draft: VersionView | null;
  live: VersionView | null;
  /** Newest first. */
  versions: VersionLine[];
  option: { settings: OptionSettings; revision: number } | null;
  /** A member below administrator has put it live: nobody above `upTo` is admitted until an administrator confirms. */
  unconfirmed: { upTo: Role; by: string | null; here: boolean } | null;
  ours: OurValues;
  /** Newest first. */
  testRuns: TestRunLine[];
  /** Tokens of the space that this connection's activation ended. */
  endedTokens: number;
}

/** A test run in a list. */
export interface TestRunLine {
  id: string;
  status: TestRunStatus;
  version: number | null;
  code: string | null;
  /** Why the person of a passed test would be refused. */
  noAccess: string | null;
  createdAt: string;
  finishedAt: string | null;
}

/** The result of a test run, explained. */
export interface TestResultView {
  id: string;
  status: TestRunStatus;
  finished: boolean;
  passed: boolean;
  connection: { id: string; name: string; protocol: Protocol; providerName: string };
  configurationId: string;
  /** `null` if the version was deleted. */
  version: number | null;
  checks: Check[];
  refusal: {
    code: string;
    check: string;
    received: string | null;
    expected: string | null;
    cause: string;
    fix: string;
    fixedBy: FixedBy;
  } | null;
  /** What to compare while no answer has come. */
  hint: TestHint | null;
  attributes: Record<string, string[]>;
  subject: string | null;
  subjectFormat: string | null;
  issuer: string | null;
  email: string | null;
  name?: string | null;
  outlook: (Omit<TestOutlook, "reason"> & { refusal: { cause: string; fix: string } | null }) | null;
  createdAt: string;
  finishedAt: string | null;
}

/** The facts for the recommendations and the checklist of the step Prepare, as they are now. */
export interface PrepareFacts {
  signedIn: { otherPeople: number; otherSessions: number };
  people: {
    active: number;
    pending: number;
    withoutPassword: number;
    withTwoFactor: number;
  };
  tokens: { personal: number; integration: number };
  /** False while a connection is active: then the administrator who activates another one chooses. */
  tokensEnd: boolean;
  domains: { name: string; status: DomainStatus; people: number }[];
  /** People who can sign in by a password whatever happens to single sign-on; the first few by name. */
  itAdministrators: { count: number; names: string[] };
  /** Of them, those who have a password. */
  passwordSignIn: PasswordSignIn;
  ownAddress: { email: string; domain: string; verified: boolean };
  /** Free Reader licences; `null`: no limit. */
  freeReaderSeats: number | null;
  kind: SpaceKind;
  /** Connections that were started and never activated. */
  unfinished: { id: string; name: string; providerName: string }[];
}

/** Linked people whom putting a version live would refuse, and what its test has proved about them. */
export interface RelinkNumbers {
  people: number;
  /** The changed settings, in words. */
  changed: string[];
  proof: RelinkProof | null;
}

/** What activating or removing affects, in numbers. */
export interface ImpactNumbers {
  personalTokens: number;
  integrationTokens: number;
  /** Other people who are signed in, and their sessions. */
  otherPeople: number;
  otherSessions: number;
  /** Currently active connections: while there is another one, tokens end only by choice. */
  activeConnectionIds: readonly string[];
  /**
   * Active people who have no password; at a removal those of them who are mailed, because they have no other way to
   * sign in.
   */
  withoutPassword: number;
  /** At a removal: other spaces for which the connection is the only sign-in option, by name. */
  onlyWayInOf?: readonly string[];
}

/** What disabling an active connection affects, in numbers. */
export interface DisableImpact {
  name: string;
  /** Active people of the space who have signed in through it. */
  people: number;
  /** Admitted sign-ins of the last 30 days. */
  signIns: number;
  /** The other active connections of the space, by name. */
  others: string[];
  /** Passwords are for IT administrators only. */
  onlyItAdministrators: boolean;
  /** People whom a password admits meanwhile. */
  withPassword: number;
  /** People who could not sign in in any way until it is enabled again. */
  lockedOut: number;
}

/** The answer of the question what disabling affects. */
export interface DisableImpactState extends FormState {
  impact: DisableImpact;
}

/** Whether a result contains what disabling affects. */
export function hasDisableImpact(state: FormState): state is DisableImpactState {
  return "impact" in state;
}
