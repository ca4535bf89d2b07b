import type {
  Application,
  ApplicationSecret,
  ApplicationSession,
  ApplicationSpace,
  SigningAlgorithm,
} from "@/lib/model/applications/application";
import type { OperatorToken } from "@/lib/model/tokens/operator-token";
import type { Page, PageQuery } from "./page";

/** What can be changed of an application. */
export type ApplicationChange = Partial<Omit<Application, "id" | "createdAt" | "lastUsedAt" | "revision">>;

/** The vendor's applications. They belong to no space; what a space sees of them is asked for with its id. */
export interface Applications {
  byId(id: string): Promise<Application | null>;
  /** Search looks in the name. */
  page(query: PageQuery): Promise<Page<Application>>;
  all(): Promise<Application[]>;
  insert(application: Application): Promise<void>;
  /** Writes what changed and adds one to the revision; `null` if another revision is expected, or it is gone. */
  update(id: string, change: ApplicationChange, expected: number | null): Promise<Application | null>;
  remove(id: string): Promise<boolean>;
  /** Locks its row until the transaction ends. */
  lock(id: string): Promise<boolean>;
  touch(id: string, at: Date): Promise<void>;

  secrets(id: string): Promise<ApplicationSecret[]>;
  insertSecret(secret: ApplicationSecret & { hash: string }): Promise<void>;
  /** Lets a secret end then; never later than it would have. */
  endSecret(applicationId: string, secretId: string, at: Date): Promise<void>;
  /** The secret of the application with this digest, if it works now. */
  secretByHash(applicationId: string, hash: string, now: Date): Promise<ApplicationSecret | null>;
  touchSecret(applicationId: string, secretId: string, at: Date): Promise<void>;

  spaces(id: string): Promise<ApplicationSpace[]>;
  /** Makes the spaces of an application exactly these. */
  setSpaces(id: string, spaces: readonly Omit<ApplicationSpace, "applicationId">[]): Promise<void>;
}

/** What one space sees of the vendor's applications. */
export interface SpaceApplications {
  /** Those that are open to the space, each with the space's own row. By name. */
  open(): Promise<{ application: Application; chosen: ApplicationSpace | null }[]>;
  find(applicationId: string): Promise<{ application: Application; chosen: ApplicationSpace | null } | null>;
}

/** Sign-ins to applications. The id is a `sid`, which tokens carry. */
export interface ApplicationSessions {
  byId(id: string): Promise<ApplicationSession | null>;
  /**
   * The one of this browser's session in this application and space, made if there is none; one statement. It takes over
   * what belonged to the session that this one replaced in the same browser.
   */
  open(session: ApplicationSession & { sessionId: string }): Promise<ApplicationSession>;
  /** Ends those of an application. */
  endOfApplication(applicationId: string, at: Date): Promise<number>;
  /** How many were begun since, and by how many people. */
  counts(applicationId: string, since: Date): Promise<{ signIns: number; people: number; open: number }>;
  /** Sign-ins a day since then, by the day's beginning in UTC. */
  perDay(applicationId: string, since: Date): Promise<{ day: string; signIns: number }[]>;
}

/** Tokens of the vendor's backend. */
export interface OperatorTokens {
  all(): Promise<OperatorToken[]>;
  byHash(hash: string): Promise<OperatorToken | null>;
  insert(token: OperatorToken & { hash: string }): Promise<void>;
  touch(id: string, at: Date): Promise<void>;
  /** Ends one; the token as it is then, `null` if there is none or it had ended already. */
  end(id: string, at: Date): Promise<OperatorToken | null>;
}

/** The kinds of things that the OpenID provider keeps. */
export type ProviderModel =
  | "Session"
  | "Interaction"
  | "Grant"
  | "AuthorizationCode"
  | "AccessToken"
  | "RefreshToken"
  | "PushedAuthorizationRequest"
  | "ReplayDetection";

/** One thing that the OpenID provider keeps. */
export interface ProviderRecord {
  /** SHA-256 of kind and identifier. */
  id: string;
  model: ProviderModel;
  grantKey: string | null;
  uidKey: string | null;
  applicationId: string | null;
  payloadSealed: string;
  createdAt: Date;
  expiresAt: Date;
  consumedAt: Date | null;
}

/** What the OpenID provider keeps between two requests. Expired records are not found. */
export interface ProviderRecords {
  byId(id: string, now: Date): Promise<ProviderRecord | null>;
  byUid(model: ProviderModel, uidKey: string, now: Date): Promise<ProviderRecord | null>;
  put(record: ProviderRecord): Promise<void>;
  /** Writes it if it is not there; `false` if it is. One statement. */
  add(record: ProviderRecord, now: Date): Promise<boolean>;
  /** Marks it as used; `false` if it was used before, or is gone. One statement. */
  consume(id: string, now: Date): Promise<boolean>;
  remove(id: string): Promise<void>;
  removeGrant(model: ProviderModel, grantKey: string): Promise<void>;
}

/** A key that ID tokens are signed with. */
export interface SigningKey {
  /** Its `kid`. */
  id: string;
  algorithm: SigningAlgorithm;
  privateJwkSealed: string;
  createdAt: Date;
  signsFrom: Date;
  goneAt: Date | null;
}

/** Makes the private half of a key, as a JSON Web Key. */
export interface SigningKeyMaker {
  make(algorithm: SigningAlgorithm): Promise<Record<string, unknown>>;
}

/** The keys of the OpenID provider. */
export interface SigningKeys {
  /** Those that are published at the time, the oldest first. */
  published(now: Date): Promise<SigningKey[]>;
  insert(key: SigningKey): Promise<void>;
  /** Lets every published key but these go then. */
  retireOthers(keep: readonly string[], at: Date): Promise<number>;
  /** Holds the others off while keys are made, until the transaction ends. */
  lock(): Promise<void>;
}

export type LogoutStatus = "waiting" | "delivered" | "failed";

/** A message to an application that a sign-in is over. */
export interface ApplicationLogout {
  id: string;
  applicationId: string;
  applicationSessionId: string;
  userId: string;
  cause: string;
  status: LogoutStatus;
  attempts: number;
  nextAttemptAt: Date | null;
  responseCode: number | null;
  excerpt: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** Sign-outs on their way to applications. */
export interface ApplicationLogouts {
  /**
   * Ends the sign-ins to applications whose browser session or membership is over, and writes a message for each
   * application that wants to know. Those of a session that was only replaced go over to the new one. Answers how many
   * ended.
   */
  sweep(now: Date, limit: number): Promise<number>;
  /** Takes messages that are due, their tries counted up, so that no second process sends them too. One statement. */
  claimDue(now: Date, limit: number): Promise<(ApplicationLogout & { uri: string })[]>;
  finish(
    id: string,
    end: Pick<ApplicationLogout, "status" | "responseCode" | "excerpt" | "nextAttemptAt" | "finishedAt">,
  ): Promise<void>;
  /** Newest first. */
  latest(applicationId: string, limit: number): Promise<ApplicationLogout[]>;
}
