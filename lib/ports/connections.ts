import type {
  Authority,
  Configuration,
  Connection,
  OptionStatus,
  ServiceProviderKey,
  SignInOption,
  TestReport,
  TestRun,
  TestRunStatus,
} from "@/lib/model/connections/connection";
import type { User } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { AttemptCause, LinkedIdentity, SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import type { Space } from "@/lib/model/spaces/space";
import type { OrganizationLink } from "./organizations";
import type { Page, PageQuery } from "./page";

/** The connections of one organization, with their versions, keys and test runs. */
export interface Connections {
  byId(id: string): Promise<Connection | null>;
  byReference(reference: string): Promise<Connection | null>;
  all(): Promise<Connection[]>;
  /** `false` if the reference is taken (compared without case). */
  insert(connection: Connection): Promise<boolean>;
  /**
   * Writes the change if the revision is still `expectedRevision` (`null`: whatever it is) and adds one to it.
   * `stale` if it is not, `reference_taken` if the new reference exists.
   */
  update(
    id: string,
    change: Partial<Omit<Connection, "id" | "organizationId" | "revision">>,
    expectedRevision: number | null,
  ): Promise<Connection | "stale" | "reference_taken">;
  touch(id: string, at: Date): Promise<void>;
  /** Removes it with its versions, keys, options and links. */
  remove(id: string): Promise<boolean>;

  configuration(id: string): Promise<Configuration | null>;
  /** Newest first. */
  configurationsOf(connectionId: string): Promise<Configuration[]>;
  /** Gives the next version number; the row never changes afterwards but for its marks. */
  insertConfiguration(
    configuration: Omit<Configuration, "version" | "hasClientSecret" | keyof Authority> & {
      clientSecretSealed: string | null;
    },
  ): Promise<Configuration>;
  clientSecretSealed(configurationId: string): Promise<string | null>;
  /** Marks a version as having passed its test. */
  markTested(configurationId: string, testRunId: string, at: Date): Promise<void>;
  /** Sets the pointer to the live version and clears the draft if it was this one. */
  goLive(connectionId: string, configurationId: string, at: Date, by: Authority): Promise<void>;
  /** An administrator answers for a version; `false` if one has already, or if it is no longer live. One statement. */
  confirm(configurationId: string, by: Pick<Authority, "confirmedBy">, at: Date): Promise<boolean>;
  /** Removes an untested version that nothing points to and no test run knows. */
  discardConfiguration(configurationId: string): Promise<void>;

  keysOf(connectionId: string): Promise<(ServiceProviderKey & { privateKeySealed: string })[]>;
  insertKey(key: ServiceProviderKey & { organizationId: string; privateKeySealed: string }): Promise<void>;
  retireKey(id: string, at: Date): Promise<void>;
  removeKey(id: string): Promise<void>;

  insertTestRun(run: TestRun & { startHash: string }): Promise<void>;
  testRun(id: string): Promise<TestRun | null>;
  /** Those of one space, newest first: a connection can serve several. */
  testRunsOf(connectionId: string, spaceId: string, limit: number): Promise<TestRun[]>;
  /** From `created` to `started`; `false` if it was started or has expired. One statement. */
  startTestRun(id: string, now: Date): Promise<boolean>;
  finishTestRun(
    id: string,
    status: Extract<TestRunStatus, "passed" | "failed">,
    report: TestReport,
    at: Date,
  ): Promise<boolean>;

  identities: {
    /**
     * The identity that a subject names, with the person whom it belongs to, where there still is one, and whether the
     * organization has verified the domain. A subject that was kept exactly as sent goes before one that compares
     * equal. One statement.
     */
    recognise(
      connectionId: string,
      claimed: {
        issuer: string;
        subject: string;
        domain: string;
        subjectAsSent?: string;
        subjectFoldedBefore?: string | null;
      },
    ): Promise<{ link: LinkedIdentity | null; user: User | null; domainIsOurs: boolean }>;
    byUser(connectionId: string, userId: string): Promise<LinkedIdentity | null>;
    ofUser(userId: string): Promise<LinkedIdentity[]>;
    insert(identity: LinkedIdentity): Promise<boolean>;
    /** New subject after an administrator's relink, and the time of the last use. */
    update(
      id: string,
      change: Partial<Pick<LinkedIdentity, "issuer" | "subject" | "relinkAllowed" | "lastUsedAt">>,
    ): Promise<void>;
    /** How many people are linked to the connection, those left out whose next sign-in may bring another subject. */
    count(connectionId: string): Promise<number>;
    /** Remembers who everybody is under the basis that is live, for `restore`. */
    remember(connectionId: string, basis: string): Promise<void>;
    /** Makes everybody again who they were under that basis; answers how many have changed. */
    restore(connectionId: string, basis: string): Promise<number>;
    /** The same subjects by another issuer, but for those that are taken there; of nobody above the role. Answers how many. */
    moveIssuer(connectionId: string, from: string, to: string, upTo: Role): Promise<number>;
    /**
     * Lets the next sign-in of everybody bring another subject whose address is of a domain that the organization has
     * verified; not of operators and IT administrators, and of nobody above the role. Answers how many.
     */
    allowRelink(connectionId: string, upTo: Role): Promise<number>;
    /** Forgets who the person was before: their link was made anew by hand. */
    forgetFormer(id: string): Promise<void>;
    /** The time of the last use. */
    touch(id: string, at: Date): Promise<void>;
    remove(id: string): Promise<void>;
  };
}

/** A connection as one space sees it. */
export interface ConnectionInSpace {
  connection: Connection;
  link: OrganizationLink;
  /** The space's own link to it; `null` if an organization was linked but never connected. */
  option: SignInOption | null;
  /** Of the space's own connections only: what another organization still edits is its own affair. */
  draft: Configuration | null;
  live: Configuration | null;
}

/** Which connections are wanted. */
export interface ConnectionFilter {
  connectionId?: string | undefined;
  status?: string | undefined;
  protocol?: string | undefined;
  provider?: string | undefined;
  /** Of the space's own organization only. */
  ownOnly?: boolean;
  /** Also those of linked organizations that the space does not use, once they have been live. */
  withUnused?: boolean;
}

/** The connections of the organizations that are linked to one space. What was only asked for shows nothing. */
export interface SpaceConnections {
  /** One of them, whatever its state; `null` for any other. */
  byId(connectionId: string): Promise<ConnectionInSpace | null>;
  /** Its own ones and those that it uses, in the order of the login page. */
  all(filter: ConnectionFilter): Promise<ConnectionInSpace[]>;
  /** A part of them. Search looks in name and reference, and finds every connection of `providers` too. */
  page(
    query: PageQuery & ConnectionFilter & { providers?: readonly string[] },
  ): Promise<Page<ConnectionInSpace>>;
}

/** What a sign-in begins with. */
export interface FoundSignInOption {
  space: Space;
  connection: Connection;
  option: SignInOption;
  /** The connection's version that is live. */
  live: Configuration | null;
  ownerSpaceId: string;
}

/** Finding a connection by the id in a protocol address (ACS, callback), where no tenant is known yet. */
export interface ConnectionLookup {
  /**
   * Whatever has this reference (in lower case) in the space of this slug, drafts left out: a connection of each
   * organization that has one. The own organization's first.
   */
  signInOptionsAt(slug: string, referenceKey: string): Promise<FoundSignInOption[]>;
  byId(connectionId: string): Promise<Connection | null>;
  /**
   * The same with the version that is live, and the attempt of this connection that has this request's ID (SAML) or
   * state's hash (OpenID Connect, OAuth 2), whatever has become of it.
   */
  withLive(
    connectionId: string,
    answered: { requestId: string } | { stateHash: string } | null,
  ): Promise<{
    connection: Connection;
    live: Configuration | null;
    attempt: (SignInAttempt & AttemptSecrets) | null;
  } | null>;
  testRunByStart(startHash: string): Promise<TestRun | null>;
  testRunById(id: string): Promise<TestRun | null>;
  /** SAML connections with a metadata URL that are live, for the daily check. */
  withMetadataUrl(limit: number, after: string | null): Promise<Connection[]>;
  /** SAML connections that are live, for notices about their certificates. */
  liveSaml(limit: number, after: string | null): Promise<Connection[]>;
}

/** The sign-in options of one space. */
export interface SignInOptions {
  byId(id: string): Promise<SignInOption | null>;
  byConnection(connectionId: string): Promise<SignInOption | null>;
  /** In the order of the login page. */
  all(): Promise<SignInOption[]>;
  insert(option: SignInOption): Promise<void>;
  update(
    id: string,
    change: Partial<Pick<SignInOption, "settings" | "position" | keyof Authority>>,
    expectedRevision: number | null,
  ): Promise<SignInOption | "stale">;
  /** Makes it the space's default, and no other; `false` if there is none like that. Inside a transaction. */
  makeDefault(id: string): Promise<boolean>;
  /** Moves the status if it is still `from`; `false` if it is not. One statement. */
  move(
    id: string,
    from: OptionStatus,
    to: OptionStatus,
    by: { userId: string | null; at: Date; authority?: Authority },
  ): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

/** Options across the spaces of one organization: for discovery and admission. */
export interface OrganizationOptions {
  active(): Promise<SignInOption[]>;
  /** Whether any space uses, or could turn on again, one of the organization's connections. */
  anyInUse(exceptConnectionId?: string): Promise<boolean>;
  ofConnection(connectionId: string): Promise<SignInOption[]>;
  /**
   * The same with their spaces, which are locked as `spaces.lock` does, in the order of their ids, so that two sign-ins
   * cannot wait for each other; and by whose authority the version is live that the sign-in was started with. One
   * statement.
   */
  lockSignInOptions(
    connectionId: string,
    configurationId: string,
  ): Promise<{ option: SignInOption; space: Space; version: Authority }[]>;
}

/** What only the use cases of signing in may read of an attempt. */
export interface AttemptSecrets {
  stateHash: string | null;
  secretsSealed: string | null;
  ticketHash: string | null;
  identitySealed: string | null;
}

/** Sign-in attempts. Found by secrets that name them, or (in lists) by space. */
export interface SignInAttempts {
  insert(attempt: SignInAttempt & AttemptSecrets): Promise<void>;
  byId(id: string): Promise<SignInAttempt | null>;
  /** The newest attempt of a test run: which browser rehearses. */
  byTestRun(testRunId: string): Promise<SignInAttempt | null>;
  /** From `started` to `answered` with a ticket; `false` if it was answered or has expired. One statement. */
  answer(
    id: string,
    answer: {
      ticketHash: string;
      identitySealed: string | null;
      refusalCode: string | null;
      cause: unknown;
      email: string | null;
    },
    now: Date,
  ): Promise<boolean>;
  /**
   * `useAssertion` and `answer` in one statement, for an answer that was accepted; `false` if either says no, and then
   * nothing is answered. Which of the two it was, they say themselves.
   */
  answerByAssertion(
    attempt: Pick<SignInAttempt, "id" | "connectionId">,
    assertion: { id: string; expiresAt: Date },
    answer: { ticketHash: string; identitySealed: string; cause: NonNullable<unknown> },
    now: Date,
  ): Promise<boolean>;
  /** Adds what came of an answered attempt whose outcome was not known when it was claimed (OIDC, OAuth 2). */
  complete(
    id: string,
    outcome: {
      identitySealed: string | null;
      refusalCode: string | null;
      cause: unknown;
      email: string | null;
    },
  ): Promise<void>;
  /** The attempt whose ticket waits to be traded, without trading it. */
  byTicket(ticketHash: string, now: Date): Promise<(SignInAttempt & AttemptSecrets) | null>;
  /**
   * Trades a ticket for its attempt and the connection that it came by, if there still is one; `null` if unknown,
   * traded or expired. One statement.
   */
  redeem(
    ticketHash: string,
    now: Date,
  ): Promise<{ attempt: SignInAttempt & AttemptSecrets; connection: Connection | null } | null>;
  /** Ends an attempt that has not ended yet: with somebody let in, or with its refusal. */
  finish(
    id: string,
    end: {
      status: "admitted" | "refused";
      refusalCode: string | null;
      cause: unknown;
      email: string | null;
      userId: string | null;
      sessionId: string | null;
    },
    at: Date,
  ): Promise<void>;
  /**
   * Ends a sign-in with somebody let in, and opens their session; they, their link and their memberships of `signedInTo`
   * were last used then. One statement.
   */
  admit(
    attempt: Pick<SignInAttempt, "id" | "organizationId" | "connectionId">,
    end: { cause: AttemptCause; email: string },
    session: Omit<Session, "spaces">,
    spaces: readonly SessionSpace[],
    signedInTo: readonly string[],
  ): Promise<void>;
  /** Remembers that an assertion was used; `false` if it was before. One statement. */
  useAssertion(connectionId: string, assertionId: string, now: Date, expiresAt: Date): Promise<boolean>;
  /** The sign-in log of a space, test runs left out. Search looks in reference, address, connection and code. */
  page(
    spaceId: string,
    query: PageQuery & { status?: string; connectionId?: string; userId?: string },
  ): Promise<Page<SignInAttempt>>;
  /** Removes attempts before `attempts` and used assertions that expired before `now`. */
  prune(attempts: Date, now: Date): Promise<void>;
}
