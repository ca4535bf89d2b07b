import { hasAccepted } from "./acceptance";
import type { Membership } from "./person";
import { grantablePermissions, type Permission, type Role } from "./roles";
import { hasFreeSeat } from "./seats";

/** The statuses that an administrator may set by hand. */
export const givenStatuses = ["active", "deactivated"] as const satisfies Membership["status"][];
type GivenStatus = (typeof givenStatuses)[number];

/** The changes that an administrator may make to a membership by hand. */
export interface MembershipChange {
  role?: Role;
  status?: GivenStatus;
  isItAdministrator?: boolean;
  permissions?: string[];
}

export type MembershipRefusal =
  | "last_administrator"
  | "last_it_administrator"
  | "it_administrator_must_be_admin"
  | "permission_not_grantable"
  | "not_accepted_yet"
  | "no_licence";

/** The facts for the rules, read under the space's lock. */
export interface MembershipFacts {
  membership: Membership;
  /** Active administrators of the space other than this person. */
  otherAdministrators: number;
  /** Active IT administrators of the space other than this person. */
  otherItAdministrators: number;
  /** The space does not vouch for the domain of the person's address. */
  isFromOutside: boolean;
  seats: Partial<Record<Role, number>>;
  seatsInUse: Record<Role, number>;
}

export type MembershipDecision =
  | { outcome: "change"; next: Membership }
  | { outcome: "refuse"; reason: MembershipRefusal };

/**
 * The changed membership. Keeps the last administrator and the last IT administrator of the space, gives licences
 * only while there are free ones, and removes the IT administrator's mark from a member who is no longer an admin.
 */
export function changeMembership(facts: MembershipFacts, change: MembershipChange): MembershipDecision {
  const before = facts.membership;
  const role = change.role ?? before.role;
  const status = statusAfter(before, change.status, facts.isFromOutside);
  const keepsMark = role === "admin" && status !== "deactivated";
  const next: Membership = {
    ...before,
    role,
    status,
    licence: status === "active" || status === "invited" ? role : null,
    isItAdministrator: change.isItAdministrator ?? (before.isItAdministrator && keepsMark),
    permissions: change.permissions ?? before.permissions,
    roleSource: role === before.role ? before.roleSource : "manual",
  };

  if (before.status === "invited" && change.status === "active") return refuse("not_accepted_yet");
  // The mark keeps a password that another organization may have ended: the person comes by that proof first.
  if (before.vouchedFor && next.isItAdministrator && !before.isItAdministrator)
    return refuse("not_accepted_yet");
  if (next.permissions.some((name) => !grantablePermissions.includes(name as Permission)))
    return refuse("permission_not_grantable");
  if (next.isItAdministrator && !keepsMark) return refuse("it_administrator_must_be_admin");
  if (isAdministrator(before) && !isAdministrator(next) && facts.otherAdministrators === 0)
    return refuse("last_administrator");
  if (isItAdministrator(before) && !isItAdministrator(next) && facts.otherItAdministrators === 0)
    return refuse("last_it_administrator");
  if (
    next.licence &&
    next.licence !== before.licence &&
    !hasFreeSeat(facts.seats, facts.seatsInUse, next.licence)
  )
    return refuse("no_licence");
  return { outcome: "change", next };
}

/** Only the person themselves accepts: a withdrawn invitation that is given again is an invitation again. */
function statusAfter(
  before: Membership,
  wanted: GivenStatus | undefined,
  isFromOutside: boolean,
): Membership["status"] {
  if (wanted === "active" && before.status !== "active" && isFromOutside && !hasAccepted(before))
    return "invited";
  return wanted ?? before.status;
}

function refuse(reason: MembershipRefusal): MembershipDecision {
  return { outcome: "refuse", reason };
}

const isAdministrator = (m: Membership) => m.status === "active" && m.role === "admin";
const isItAdministrator = (m: Membership) => isAdministrator(m) && m.isItAdministrator;
