import type {
  Account,
  AssignmentSource,
  Credentials,
  Member,
  Membership,
  Team,
  User,
} from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Page, PageQuery } from "./page";

/** What can be written of a user; secrets come in ready hashed or sealed. */
export interface UserRecord {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string | null;
  passwordChangedAt: Date | null;
  ssoOnlyOrganizationId: string | null;
  isOperator: boolean;
  totpSealed: string | null;
  totpEnabledAt: Date | null;
  createdAt: Date;
  lastSignInAt: Date | null;
  lastPasswordSignInAt: Date | null;
}

/** Persons are global; what they are in a space is a membership. */
export interface Users {
  byId(id: string): Promise<User | null>;
  /** The address must be normalised. */
  byEmail(email: string): Promise<User | null>;
  byIds(ids: readonly string[]): Promise<User[]>;
  /** Those of the addresses that somebody has, in a few statements whatever their number. Normalised. */
  byEmails(emails: readonly string[]): Promise<Pick<User, "id" | "email">[]>;
  credentialsOf(userId: string): Promise<Credentials | null>;
  /** `false` if the address is taken. */
  insert(user: UserRecord): Promise<boolean>;
  /** As `insert`, many in a few statements; addresses that are taken are passed over. */
  insertMany(users: readonly UserRecord[]): Promise<void>;
  update(id: string, change: Partial<Omit<UserRecord, "id">>): Promise<void>;
  /** Gives the person another address, normalised; `false` if somebody has it. */
  changeAddress(id: string, email: string): Promise<boolean>;
  /** Lets everybody whom the organization had converted to SSO only make a password again; answers how many. */
  endSsoOnly(organizationId: string): Promise<number>;
  /** Marks a TOTP step as used; `false` if this or a later one was used before. One statement. */
  useTotpStep(userId: string, step: string): Promise<boolean>;
  replaceRecoveryCodes(userId: string, hashes: readonly string[]): Promise<void>;
  /** Consumes a recovery code; `false` if it is unknown or was used. One statement. */
  useRecoveryCode(userId: string, hash: string, now: Date): Promise<boolean>;
  unusedRecoveryCodes(userId: string): Promise<number>;
  /** Every membership of a person, in whatever space. */
  membershipsOf(userId: string): Promise<Membership[]>;
}

export interface MemberFilter {
  role?: Role;
  status?: string;
  team?: string;
  /** `password`: has a password; `sso`: linked to a connection. */
  signIn?: "password" | "sso";
  itAdministrator?: boolean;
}

/** The people of one space. */
export interface Memberships {
  byUser(userId: string): Promise<Membership | null>;
  /** A person's membership with what a sign-in needs beside it: the connections chosen for them, their mapped teams. */
  standing(
    userId: string,
  ): Promise<{ membership: Membership; chosenConnections: string[]; mappedTeams: string[] } | null>;
  member(userId: string): Promise<Member | null>;
  /** Search looks in name and address. Sort: `name`, `email`, `role`, `status`, `lastSignInAt`, `createdAt`. */
  page(query: PageQuery & MemberFilter): Promise<Page<Member>>;
  administrators(): Promise<Member[]>;
  /** Those of the people who are in the space, whatever their status. */
  among(userIds: readonly string[]): Promise<Set<string>>;
  /** How many wait for approval. */
  waiting(): Promise<number>;
  /** Members who hold the permission: administrators and those it was granted to. */
  holdersOf(permission: string): Promise<Member[]>;
  /** `false` if there is one already. */
  insert(membership: Membership): Promise<boolean>;
  /** As `insert`, many in a few statements; people who are there already are passed over. */
  insertMany(memberships: readonly Membership[]): Promise<void>;
  update(userId: string, change: Partial<Omit<Membership, "spaceId" | "userId">>): Promise<void>;
  /** Used seats per role: active and invited members by `licence`. */
  seatsInUse(): Promise<Record<Role, number>>;
  counts(): Promise<MemberCounts>;
  /**
   * Active people who signed in through one of the connections, have no password, and could use no other active
   * connection of the space. One statement.
   */
  leftOutWithout(connectionIds: readonly string[]): Promise<PersonLeftOut[]>;
  /** With how the person came into each: by hand, or by a rule or default of single sign-on. */
  teamsOf(userId: string): Promise<TeamOfPerson[]>;
  /** Makes the person's mapped teams exactly these; teams given by hand stay. */
  setMappedTeams(userId: string, teamIds: readonly string[]): Promise<void>;
}

/** Somebody whose only way to sign in would be a password that they do not have yet. */
export type PersonLeftOut = Pick<Membership, "role" | "status" | "isItAdministrator"> &
  Pick<User, "email" | "ssoOnlyOrganizationId"> & {
    /** Other connections were chosen for them: a password would be refused. */
    connectionsChosen: boolean;
  };

/** Live facts for the Prepare step. */
export interface MemberCounts {
  active: number;
  invited: number;
  pending: number;
  deactivated: number;
  administrators: number;
  itAdministrators: number;
  withPassword: number;
  withTwoFactor: number;
}

export type TeamOfPerson = Team & { source: AssignmentSource };

export interface Teams {
  byId(id: string): Promise<Team | null>;
  all(): Promise<Team[]>;
  page(query: PageQuery): Promise<Page<Team & { members: number }>>;
  insert(team: Team): Promise<boolean>;
  update(id: string, change: Partial<Pick<Team, "name" | "defaultRole">>): Promise<boolean>;
  remove(id: string): Promise<void>;
  addMember(teamId: string, userId: string): Promise<void>;
  /** As `addMember`, many in a few statements; teams and people must be the space's own. */
  addMembers(pairs: readonly { teamId: string; userId: string }[]): Promise<void>;
  removeMember(teamId: string, userId: string): Promise<void>;
  /** The people of a team; search looks in name and address. */
  members(teamId: string, query: PageQuery): Promise<Page<TeamMember>>;
}

/** A person in a team. */
export interface TeamMember {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  status: Membership["status"];
  source: AssignmentSource;
}

export interface Accounts {
  byId(id: string): Promise<Account | null>;
  byName(name: string): Promise<Account | null>;
  all(): Promise<Account[]>;
  insert(account: Account & { createdBy: string | null }): Promise<boolean>;
}
