import type { PasswordResets, Sessions, SpaceSessions, TokenLookup, Tokens } from "./access";
import type {
  ApplicationLogouts,
  ApplicationSessions,
  Applications,
  OperatorTokens,
  ProviderRecords,
  SigningKeys,
  SpaceApplications,
} from "./applications";
import type { AuditLog, Outbox } from "./audit";
import type {
  ConnectionLookup,
  Connections,
  OrganizationOptions,
  SignInAttempts,
  SignInOptions,
  SpaceConnections,
} from "./connections";
import type { DomainMoves } from "./domain-moves";
import type { MetadataRefreshes, Notices } from "./maintenance";
import type { MemberConnections, ProviderTokens } from "./member-connections";
import type { DomainDirectory, Domains, OrganizationGuests, Organizations } from "./organizations";
import type { Accounts, Memberships, Teams, Users } from "./people";
import type { IdempotencyKeys, OptionVersions } from "./programs";
import type { SeenValues } from "./seen-values";
import type { SetupLinkLookup, SetupLinks } from "./setup-links";
import type { SignInDayCounter, SignInDays } from "./sign-in-days";
import type { Lease, Spaces } from "./spaces";
import type { WebhookQueue, Webhooks } from "./webhooks";

/**
 * Everything that is kept. Whatever belongs to a tenant is reached through a repository made for that tenant,
 * so that no query can be written without naming it.
 */
export interface Store {
  /**
   * Runs `work` in one transaction; a thrown error rolls it back. Inside it only the store that it is given
   * may be used: the embedded database has a single connection, and the outer store would wait for ever.
   */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;

  spaces: Spaces;
  users: Users;
  sessions: Sessions;
  passwordResets: PasswordResets;
  tokenLookup: TokenLookup;
  connectionLookup: ConnectionLookup;
  domainDirectory: DomainDirectory;
  attempts: SignInAttempts;
  signInDayCounter: SignInDayCounter;
  setupLinkLookup: SetupLinkLookup;
  outbox: Outbox;
  webhookQueue: WebhookQueue;
  applications: Applications;
  applicationSessions: ApplicationSessions;
  applicationLogouts: ApplicationLogouts;
  operatorTokens: OperatorTokens;
  providerRecords: ProviderRecords;
  signingKeys: SigningKeys;

  leaseOf(spaceId: string): Lease;
  membershipsOf(spaceId: string): Memberships;
  teamsOf(spaceId: string): Teams;
  accountsOf(spaceId: string): Accounts;
  tokensOf(spaceId: string): Tokens;
  sessionsOf(spaceId: string): SpaceSessions;
  organizationsOf(spaceId: string): Organizations;
  domainMovesOf(spaceIds: readonly string[]): DomainMoves;
  spaceConnectionsOf(spaceId: string): SpaceConnections;
  optionsOf(spaceId: string): SignInOptions;
  setupLinksOf(spaceId: string): SetupLinks;
  seenValuesOf(spaceId: string): SeenValues;
  signInDaysOf(spaceId: string): SignInDays;
  memberConnectionsOf(spaceId: string): MemberConnections;
  auditOf(spaceId: string | null): AuditLog;
  webhooksOf(spaceId: string): Webhooks;
  optionVersionsOf(spaceId: string): OptionVersions;
  applicationsOf(spaceId: string): SpaceApplications;
  idempotencyKeysOf(tokenId: string): IdempotencyKeys;

  connectionsOf(organizationId: string): Connections;
  providerTokensOf(organizationId: string): ProviderTokens;
  domainsOf(organizationId: string): Domains;
  organizationOptionsOf(organizationId: string): OrganizationOptions;
  organizationGuestsOf(organizationId: string): OrganizationGuests;
  noticesOf(organizationId: string): Notices;
  metadataRefreshesOf(organizationId: string): MetadataRefreshes;
}
