import type { Database } from "./driver/database";
import { guarded } from "./driver/guarded";
import { inTransaction } from "./driver/transactions";
import { accessSignalsIn } from "./repositories/access-signals";
import { applicationEndingsIn } from "./repositories/application-endings";
import { applicationLogosIn } from "./repositories/application-logos";
import { applicationLogoutsIn } from "./repositories/application-logouts";
import { applicationSessionsIn } from "./repositories/application-sessions";
import { applicationSpacesIn } from "./repositories/application-spaces";
import { applicationTrialsIn } from "./repositories/application-trials";
import { applicationsIn, spaceApplicationsIn } from "./repositories/applications";
import { attemptsIn } from "./repositories/attempts";
import { auditLogIn } from "./repositories/audit-log";
import { brandIn } from "./repositories/brands";
import { connectionLookupIn } from "./repositories/connection-lookup";
import { connectionsIn } from "./repositories/connections";
import { directoriesIn, directoryLookupIn } from "./repositories/directories";
import { directoryGroupsIn, fedSignInsIn } from "./repositories/directory-groups";
import { directoryPeopleIn } from "./repositories/directory-people";
import { directoryPeopleListsIn } from "./repositories/directory-people-lists";
import { directoryRequestsIn } from "./repositories/directory-requests";
import { directoryReviewsIn } from "./repositories/directory-reviews";
import { directoryStandingIn, dueDirectoriesIn } from "./repositories/directory-standing";
import { domainMovesIn } from "./repositories/domain-moves";
import { domainDirectoryIn, domainsIn } from "./repositories/domains";
import { eventFeedIn } from "./repositories/event-feed";
import { idTokensIn } from "./repositories/id-tokens";
import { metadataRefreshesIn, noticesIn } from "./repositories/maintenance";
import { memberConnectionsIn } from "./repositories/member-connections";
import { membershipsIn } from "./repositories/memberships";
import { operatorTokensIn } from "./repositories/operator-tokens";
import { optionsIn, organizationOptionsIn } from "./repositories/options";
import { organizationGuestsIn, organizationsIn } from "./repositories/organizations";
import { outboxIn } from "./repositories/outbox";
import { passwordResetsIn } from "./repositories/password-resets";
import { type IdempotencyOwner, idempotencyKeysIn, optionVersionsIn } from "./repositories/programs";
import { providerRecordsIn, signingKeysIn } from "./repositories/provider-records";
import { providerTokensIn } from "./repositories/provider-tokens";
import { seenValuesIn } from "./repositories/seen-values";
import { sessionsIn } from "./repositories/sessions";
import { setupLinkLookupIn, setupLinksIn } from "./repositories/setup-links";
import { signInDayCounterIn, signInDaysIn } from "./repositories/sign-in-days";
import { spaceConnectionsIn } from "./repositories/space-connections";
import { spaceSessionsIn } from "./repositories/space-sessions";
import { leaseIn, spacesIn } from "./repositories/spaces";
import { accountsIn, teamsIn } from "./repositories/teams";
import { tokenLookupIn, tokensIn } from "./repositories/tokens";
import { usersIn } from "./repositories/users";
import { webhookQueueIn, webhooksIn } from "./repositories/webhooks";

/** The store on a Drizzle database. In a transaction, `transaction` is a savepoint. */
export function createStore(db: Database): Store {
  return storeOn(db, false);
}

const stores = new WeakMap<Database, Store>();

/** The store of a transaction; a later one on the same handle gets the same. */
function storeWithin(tx: Database): Store {
  const store = stores.get(tx) ?? storeOn(tx, true);
  stores.set(tx, store);
  return store;
}

/** The repositories on a handle. The types of stored rows follow from here. */
function repositoriesOn(db: Database) {
  return {
    spaces: spacesIn(db),
    users: usersIn(db),
    sessions: sessionsIn(db),
    passwordResets: passwordResetsIn(db),
    tokenLookup: tokenLookupIn(db),
    connectionLookup: connectionLookupIn(db),
    domainDirectory: domainDirectoryIn(db),
    attempts: attemptsIn(db),
    signInDayCounter: signInDayCounterIn(db),
    setupLinkLookup: setupLinkLookupIn(db),
    outbox: outboxIn(db),
    webhookQueue: webhookQueueIn(db),
    eventFeed: eventFeedIn(db),
    applications: applicationsIn(db),
    applicationSessions: applicationSessionsIn(db),
    applicationLogouts: applicationLogoutsIn(db),
    applicationLogos: applicationLogosIn(db),
    applicationTrials: applicationTrialsIn(db),
    operatorTokens: operatorTokensIn(db),
    providerRecords: providerRecordsIn(db),
    signingKeys: signingKeysIn(db),
    directoryLookup: directoryLookupIn(db),
    dueDirectories: dueDirectoriesIn(db),
    leaseOf: (spaceId: string) => leaseIn(db, spaceId),
    membershipsOf: (spaceId: string) => membershipsIn(db, spaceId),
    teamsOf: (spaceId: string) => teamsIn(db, spaceId),
    accountsOf: (spaceId: string) => accountsIn(db, spaceId),
    tokensOf: (spaceId: string) => tokensIn(db, spaceId),
    sessionsOf: (spaceId: string) => spaceSessionsIn(db, spaceId),
    organizationsOf: (spaceId: string) => organizationsIn(db, spaceId),
    domainMovesOf: (spaceIds: readonly string[]) => domainMovesIn(db, spaceIds),
    spaceConnectionsOf: (spaceId: string) => spaceConnectionsIn(db, spaceId),
    optionsOf: (spaceId: string) => optionsIn(db, spaceId),
    setupLinksOf: (spaceId: string) => setupLinksIn(db, spaceId),
    seenValuesOf: (spaceId: string) => seenValuesIn(db, spaceId),
    signInDaysOf: (spaceId: string) => signInDaysIn(db, spaceId),
    memberConnectionsOf: (spaceId: string) => memberConnectionsIn(db, spaceId),
    brandOf: (spaceId: string | null) => brandIn(db, spaceId),
    auditOf: (spaceId: string | null) => auditLogIn(db, spaceId),
    webhooksOf: (spaceId: string | null) => webhooksIn(db, spaceId),
    optionVersionsOf: (spaceId: string) => optionVersionsIn(db, spaceId),
    applicationSpacesOf: (applicationId: string) => applicationSpacesIn(db, applicationId),
    applicationEndingsOf: (spaceId: string) => applicationEndingsIn(db, spaceId),
    applicationsOf: (spaceId: string) => spaceApplicationsIn(db, spaceId),
    idempotencyKeysOf: (owner: IdempotencyOwner) => idempotencyKeysIn(db, owner),
    connectionsOf: (organizationId: string) => connectionsIn(db, organizationId),
    providerTokensOf: (organizationId: string) => providerTokensIn(db, organizationId),
    accessSignalsOf: (organizationId: string) => accessSignalsIn(db, organizationId),
    idTokensOf: (organizationId: string) => idTokensIn(db, organizationId),
    domainsOf: (organizationId: string) => domainsIn(db, organizationId),
    organizationOptionsOf: (organizationId: string) => organizationOptionsIn(db, organizationId),
    organizationGuestsOf: (organizationId: string) => organizationGuestsIn(db, organizationId),
    directoriesOf: (organizationId: string) => directoriesIn(db, organizationId),
    fedSignInsOf: (organizationId: string) => fedSignInsIn(db, organizationId),
    directoryPeopleOf: (directory: DirectoryKey) => directoryPeopleIn(db, directory),
    directoryPeopleListsOf: (directory: DirectoryKey) => directoryPeopleListsIn(db, directory),
    directoryStandingOf: (directory: DirectoryKey) => directoryStandingIn(db, directory),
    directoryGroupsOf: (directory: DirectoryKey) => directoryGroupsIn(db, directory),
    directoryRequestsOf: (directory: DirectoryKey) => directoryRequestsIn(db, directory),
    directoryReviewsOf: (directory: DirectoryKey) => directoryReviewsIn(db, directory),
    noticesOf: (organizationId: string) => noticesIn(db, organizationId),
    metadataRefreshesOf: (organizationId: string) => metadataRefreshesIn(db, organizationId),
  };
}

/** A directory and the organization that it belongs to: its rows are found by both. */
interface DirectoryKey {
  id: string;
  organizationId: string;
}

/**
 * All stored data. Tenants' data is reached through a repository made for that tenant, so that no query can be
 * written without naming it.
 */
export interface Store extends ReturnType<typeof repositoriesOn> {
  /**
   * Runs `work` in one transaction; a thrown error rolls it back. Inside it only the store passed to `work` may be
   * used: the embedded database has a single connection, and the outer store would wait forever.
   */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
}

function storeOn(db: Database, nested: boolean): Store {
  const members: Store = {
    ...repositoriesOn(db),
    transaction: (work) => inTransaction(db, nested, (tx) => work(storeWithin(tx))),
  };
  return guarded(db, members, nested);
}
