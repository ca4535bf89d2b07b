import type { Store } from "@/lib/usecases/ports/store";
import { attemptsIn } from "./attempts";
import { auditLogIn } from "./audit-log";
import { connectionLookupIn } from "./connection-lookup";
import { connectionsIn } from "./connections";
import type { Database } from "./database";
import { domainMovesIn } from "./domain-moves";
import { domainDirectoryIn, domainsIn } from "./domains";
import { guarded } from "./guarded";
import { memberConnectorsIn } from "./member-connectors";
import { membershipsIn } from "./memberships";
import { optionsIn, organizationOptionsIn } from "./options";
import { organizationGuestsIn, organizationsIn } from "./organizations";
import { outboxIn } from "./outbox";
import { passwordResetsIn } from "./password-resets";
import { idempotencyKeysIn, optionVersionsIn } from "./programs";
import { providerTokensIn } from "./provider-tokens";
import { seenValuesIn } from "./seen-values";
import { sessionsIn } from "./sessions";
import { setupLinkLookupIn, setupLinksIn } from "./setup-links";
import { spaceSessionsIn } from "./space-sessions";
import { leaseIn, spacesIn } from "./spaces";
import { accountsIn, teamsIn } from "./teams";
import { tokenLookupIn, tokensIn } from "./tokens";
import { inTransaction } from "./transactions";
import { metadataLooksIn, noticesIn } from "./upkeep";
import { usersIn } from "./users";
import { webhookQueueIn, webhooksIn } from "./webhooks";

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
    setupLinkLookup: setupLinkLookupIn(db),
    outbox: outboxIn(db),
    webhookQueue: webhookQueueIn(db),

    leaseOf: (spaceId) => leaseIn(db, spaceId),
    membershipsOf: (spaceId) => membershipsIn(db, spaceId),
    teamsOf: (spaceId) => teamsIn(db, spaceId),
    accountsOf: (spaceId) => accountsIn(db, spaceId),
    tokensOf: (spaceId) => tokensIn(db, spaceId),
    sessionsOf: (spaceId) => spaceSessionsIn(db, spaceId),
    organizationsOf: (spaceId) => organizationsIn(db, spaceId),
    domainMovesOf: (spaceIds) => domainMovesIn(db, spaceIds),
    optionsOf: (spaceId) => optionsIn(db, spaceId),
    setupLinksOf: (spaceId) => setupLinksIn(db, spaceId),
    seenValuesOf: (spaceId) => seenValuesIn(db, spaceId),
    memberConnectorsOf: (spaceId) => memberConnectorsIn(db, spaceId),
    auditOf: (spaceId) => auditLogIn(db, spaceId),
    webhooksOf: (spaceId) => webhooksIn(db, spaceId),
    optionVersionsOf: (spaceId) => optionVersionsIn(db, spaceId),
    idempotencyKeysOf: (tokenId) => idempotencyKeysIn(db, tokenId),

    connectionsOf: (organizationId) => connectionsIn(db, organizationId),
    providerTokensOf: (organizationId) => providerTokensIn(db, organizationId),
    domainsOf: (organizationId) => domainsIn(db, organizationId),
    organizationOptionsOf: (organizationId) => organizationOptionsIn(db, organizationId),
    organizationGuestsOf: (organizationId) => organizationGuestsIn(db, organizationId),
    noticesOf: (organizationId) => noticesIn(db, organizationId),
    metadataLooksOf: (organizationId) => metadataLooksIn(db, organizationId),
  };
  return guarded(db, members, nested);
}
