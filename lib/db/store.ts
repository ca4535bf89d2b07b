import type { Store } from "@/lib/ports/store";
import type { Database } from "./driver/database";
import { guarded } from "./driver/guarded";
import { inTransaction } from "./driver/transactions";
import { applicationLogoutsIn } from "./repositories/application-logouts";
import { applicationSessionsIn } from "./repositories/application-sessions";
import { applicationsIn, spaceApplicationsIn } from "./repositories/applications";
import { attemptsIn } from "./repositories/attempts";
import { auditLogIn } from "./repositories/audit-log";
import { connectionLookupIn } from "./repositories/connection-lookup";
import { connectionsIn } from "./repositories/connections";
import { domainMovesIn } from "./repositories/domain-moves";
import { domainDirectoryIn, domainsIn } from "./repositories/domains";
import { metadataRefreshesIn, noticesIn } from "./repositories/maintenance";
import { memberConnectionsIn } from "./repositories/member-connections";
import { membershipsIn } from "./repositories/memberships";
import { operatorTokensIn } from "./repositories/operator-tokens";
import { optionsIn, organizationOptionsIn } from "./repositories/options";
import { organizationGuestsIn, organizationsIn } from "./repositories/organizations";
import { outboxIn } from "./repositories/outbox";
import { passwordResetsIn } from "./repositories/password-resets";
import { idempotencyKeysIn, optionVersionsIn } from "./repositories/programs";
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

/** The store of a transaction; one that runs on the same handle again gets the same. */
function storeWithin(tx: Database): Store {
  const store = stores.get(tx) ?? storeOn(tx, true);
  stores.set(tx, store);
  return store;
}

function storeOn(db: Database, nested: boolean): Store {
  const members: Store = {
    transaction: (work) => inTransaction(db, nested, (tx) => work(storeWithin(tx))),

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
    applications: applicationsIn(db),
    applicationSessions: applicationSessionsIn(db),
    applicationLogouts: applicationLogoutsIn(db),
    operatorTokens: operatorTokensIn(db),
    providerRecords: providerRecordsIn(db),
    signingKeys: signingKeysIn(db),

    leaseOf: (spaceId) => leaseIn(db, spaceId),
    membershipsOf: (spaceId) => membershipsIn(db, spaceId),
    teamsOf: (spaceId) => teamsIn(db, spaceId),
    accountsOf: (spaceId) => accountsIn(db, spaceId),
    tokensOf: (spaceId) => tokensIn(db, spaceId),
    sessionsOf: (spaceId) => spaceSessionsIn(db, spaceId),
    organizationsOf: (spaceId) => organizationsIn(db, spaceId),
    domainMovesOf: (spaceIds) => domainMovesIn(db, spaceIds),
    spaceConnectionsOf: (spaceId) => spaceConnectionsIn(db, spaceId),
    optionsOf: (spaceId) => optionsIn(db, spaceId),
    setupLinksOf: (spaceId) => setupLinksIn(db, spaceId),
    seenValuesOf: (spaceId) => seenValuesIn(db, spaceId),
    signInDaysOf: (spaceId) => signInDaysIn(db, spaceId),
    memberConnectionsOf: (spaceId) => memberConnectionsIn(db, spaceId),
    auditOf: (spaceId) => auditLogIn(db, spaceId),
    webhooksOf: (spaceId) => webhooksIn(db, spaceId),
    optionVersionsOf: (spaceId) => optionVersionsIn(db, spaceId),
    applicationsOf: (spaceId) => spaceApplicationsIn(db, spaceId),
    idempotencyKeysOf: (tokenId) => idempotencyKeysIn(db, tokenId),

    connectionsOf: (organizationId) => connectionsIn(db, organizationId),
    providerTokensOf: (organizationId) => providerTokensIn(db, organizationId),
    domainsOf: (organizationId) => domainsIn(db, organizationId),
    organizationOptionsOf: (organizationId) => organizationOptionsIn(db, organizationId),
    organizationGuestsOf: (organizationId) => organizationGuestsIn(db, organizationId),
    noticesOf: (organizationId) => noticesIn(db, organizationId),
    metadataRefreshesOf: (organizationId) => metadataRefreshesIn(db, organizationId),
  };
  return guarded(db, members, nested);
}
