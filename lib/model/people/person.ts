import type { Role } from "./roles";

/** A person. Their secrets (hash, seed) are in `Credentials`. */
export interface User {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  hasPassword: boolean;
  hasTwoFactor: boolean;
  passwordChangedAt: Date | null;
  ssoOnlyOrganizationId: string | null;
  isOperator: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
  lastPasswordSignInAt: Date | null;
}

/** The data that a password sign-in checks; never leaves the use cases. */
export interface Credentials {
  userId: string;
  passwordHash: string | null;
  totpSealed: string | null;
  totpEnabledAt: Date | null;
  totpLastStep: string | null;
}

/** `invited`: added from outside the space's verified domains, and not signed in to the space yet. */
/** How a person can sign in: they have a password, or are linked to a connection. */
export const signInMeans = ["password", "sso"] as const;
export type SignInMeans = (typeof signInMeans)[number];

export const membershipStatuses = ["invited", "active", "pending", "deactivated"] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];
export const membershipOrigins = ["manual", "csv", "sso", "linked", "command_line", "directory"] as const;
export type MembershipOrigin = (typeof membershipOrigins)[number];

/** Who decides a role or a team: a person by hand, or the rules of single sign-on. */
export const assignmentSources = ["manual", "mapping"] as const;
export type AssignmentSource = (typeof assignmentSources)[number];

/** A user's membership of one space. */
export interface Membership {
  spaceId: string;
  userId: string;
  role: Role;
  status: MembershipStatus;
  /** The licence in use. */
  licence: Role | null;
  isItAdministrator: boolean;
  permissions: string[];
  origin: MembershipOrigin;
  originConnectionId: string | null;
  roleSource: AssignmentSource;
  createdAt: Date;
  lastSignInAt: Date | null;
  /**
   * Somebody from outside came in by the word of a connection that has not verified their domain: the space's own provider can
   * say anything, so that this proves nothing of the person (docs/model.md#membership).
   */
  vouchedFor: boolean;
}

/** A member with the person behind it, for lists. */
export interface Member extends Membership {
  user: User;
}

export interface Team {
  id: string;
  spaceId: string;
  name: string;
  defaultRole: Role | null;
  createdAt: Date;
}

/** A machine identity of a space. */
export interface Account {
  id: string;
  spaceId: string;
  name: string;
  createdAt: Date;
}

/** The name to show for a person: first and last, else the address. */
export function displayName(user: Pick<User, "email" | "firstName" | "lastName">): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.email;
}
