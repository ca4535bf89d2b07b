import type { OptionSettings, OptionStatus } from "@/lib/model/connections/connection";
import type { AssignmentSource, Membership } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { LinkedIdentity } from "./attempt";
import type { ClaimedPerson } from "./claimed-person";
import type { VerifiedIdentity } from "./identity";

/** Everything that the decision for one space depends on, read beforehand. */
export interface AdmissionFacts {
  space: Pick<Space, "ssoSubscribed" | "kind" | "seats">;
  option: { status: OptionStatus; settings: OptionSettings };
  connectionIsLive: boolean;
  /** The highest role that version and option admit: that of their author, until an administrator confirms. */
  admitsUpTo: Role;
  identity: VerifiedIdentity;
  person: ClaimedPerson;
  /** The connection's organization has verified the domain of the address. */
  domainIsOurs: boolean;
  /** Started at the provider: there was no attempt of ours. */
  startedAtProvider: boolean;
  /** The identity found by (connection, issuer, subject). */
  linkBySubject: Pick<LinkedIdentity, "userId"> | null;
  /** The person found by their subject has another address here, which follows the provider's. */
  addressChange: { from: string; to: string; taken: boolean } | null;
  /** The user with this address. */
  userByEmail: { id: string } | null;
  /** The identity that the user with this address has on this connection. */
  linkOfUser: Pick<LinkedIdentity, "subject" | "issuer" | "relinkAllowed"> | null;
  /** The membership, in this space, of the user found by subject, else by address. */
  membership: Membership | null;
  /**
   * The person may sign in to this space by this connection: it is one of theirs, or none was chosen and it may vouch
   * for them.
   */
  connectionAllowed: boolean;
  /** Active administrators of the space other than this person. */
  otherAdministrators: number;
  seatsInUse: Record<Role, number>;
}

/** The decision about the person in this space. */
export interface Entry {
  role: Role;
  roleSource: AssignmentSource;
  /** Teams by the rules and defaults. */
  teams: string[];
  /** The groups are missing: the teams that the rules gave before stay beside these. */
  keepsTeams: boolean;
  isNew: boolean;
  /** The rule that gave the role. */
  winningRule: number | null;
}
