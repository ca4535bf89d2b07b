import type { Store } from "@/lib/usecases/ports/store";
import { attemptsIn } from "./attempts";
import { auditLogIn } from "./audit-log";
import { connectionLookupIn, connectionsIn } from "./connections";
import type { Database } from "./database";
import { domainDirectoryIn, domainsIn } from "./domains";
import { membershipsIn } from "./memberships";
import { optionsIn, organizationOptionsIn } from "./options";
import { organizationsIn } from "./organizations";
import { outboxIn } from "./outbox";
import { passwordResetsIn } from "./password-resets";
import { sessionsIn } from "./sessions";
import { spaceSessionsIn } from "./space-sessions";
import { leaseIn, spacesIn } from "./spaces";
import { accountsIn, teamsIn } from "./teams";
import { tokenLookupIn, tokensIn } from "./tokens";
import { usersIn } from "./users";
import { withoutParameters } from "./without-parameters";

/** The store on a Drizzle database or on an open transaction of one; within a transaction, `transaction` is a savepoint. */
export function createStore(db: Database): Store {
  return withoutParameters<Store>({
    transaction: (work) => db.transaction((tx) => work(createStore(tx))),

    spaces: spacesIn(db),
    users: usersIn(db),
    sessions: sessionsIn(db),
    passwordResets: passwordResetsIn(db),
    tokenLookup: tokenLookupIn(db),
    connectionLookup: connectionLookupIn(db),
    domainDirectory: domainDirectoryIn(db),
    attempts: attemptsIn(db),
    outbox: outboxIn(db),

    leaseOf: (spaceId) => leaseIn(db, spaceId),
    membershipsOf: (spaceId) => membershipsIn(db, spaceId),
    teamsOf: (spaceId) => teamsIn(db, spaceId),
    accountsOf: (spaceId) => accountsIn(db, spaceId),
    tokensOf: (spaceId) => tokensIn(db, spaceId),
    sessionsOf: (spaceId) => spaceSessionsIn(db, spaceId),
    organizationsOf: (spaceId) => organizationsIn(db, spaceId),
    optionsOf: (spaceId) => optionsIn(db, spaceId),
    auditOf: (spaceId) => auditLogIn(db, spaceId),

    connectionsOf: (organizationId) => connectionsIn(db, organizationId),
    domainsOf: (organizationId) => domainsIn(db, organizationId),
    organizationOptionsOf: (organizationId) => organizationOptionsIn(db, organizationId),
  });
}
