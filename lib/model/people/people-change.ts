import { changeMembership, type MembershipChange, type MembershipFacts } from "./membership-change";
import type { Membership } from "./person";
import { compareRoles, higherRole, type Role } from "./roles";

/** What can be done to many members at once. */
export type PeopleChange =
  | { kind: "role"; role: Role }
  | { kind: "team"; teamId: string }
  | { kind: "deactivate" }
  | { kind: "end_access" }
  | { kind: "reactivate" }
  | { kind: "invitation" };

/** Why a chosen person is left out of a change to many. */
export const leftOutReasons = [
  "yourself",
  "it_administrator",
  "last_administrator",
  "role_above_own",
  "no_licence",
  "already",
  "waiting",
  "deactivated",
  "not_deactivated",
  "has_signed_in",
  "not_found",
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** A chosen member, with what the decision needs besides the membership. */
export interface ChosenMember {
  membership: Membership;
  isFromOutside: boolean;
  /** In the team that the change names. */
  isInTeam: boolean;
}

/** The facts about the space, read under its lock. */
export interface PeopleChangeFacts {
  /** The person who asks; `null` for a program. */
  ownUserId: string | null;
  ownRole: Role;
  /** Active administrators of the space. */
  administrators: number;
  seats: MembershipFacts["seats"];
  seatsInUse: MembershipFacts["seatsInUse"];
}

export type MemberDecision =
  | { outcome: "change"; before: Membership; next: Membership }
  | { outcome: "leave_out"; before: Membership; reason: LeftOutReason };

/**
 * Decides a change for each chosen member, in their order: licences are given while there are any. Never touches the
 * person who asks or an IT administrator, as nothing done to many at once may take away the emergency access.
 */
export function decidePeopleChange(
  change: PeopleChange,
  chosen: readonly ChosenMember[],
  facts: PeopleChangeFacts,
): MemberDecision[] {
  const running = { administrators: facts.administrators, seatsInUse: { ...facts.seatsInUse } };
  return chosen.map((member): MemberDecision => {
    const before = member.membership;
    const reason = reasonAgainst(change, member, facts);
    if (reason) return { outcome: "leave_out", before, reason };
    const decision = changeMembership(
      {
        membership: before,
        otherAdministrators: running.administrators - (isAdministrator(before) ? 1 : 0),
        // None of them is touched, so at least as many remain.
        otherItAdministrators: 1,
        isFromOutside: member.isFromOutside,
        seats: facts.seats,
        seatsInUse: running.seatsInUse,
      },
      membershipPart(change),
    );
    if (decision.outcome === "refuse")
      return { outcome: "leave_out", before, reason: refusalAsReason[decision.reason] };
    const { next } = decision;
    running.administrators += Number(isAdministrator(next)) - Number(isAdministrator(before));
    if (before.licence) running.seatsInUse[before.licence] -= 1;
    if (next.licence) running.seatsInUse[next.licence] += 1;
    return { outcome: "change", before, next };
  });
}

/** True for somebody who was added and has not signed in to the space yet: an invitation still makes sense. */
export function awaitsFirstSignIn({
  status,
  lastSignInAt,
}: Pick<Membership, "status" | "lastSignInAt">): boolean {
  return status === "invited" || (status === "active" && lastSignInAt === null);
}

function reasonAgainst(
  change: PeopleChange,
  { membership, isInTeam }: ChosenMember,
  { ownUserId, ownRole }: PeopleChangeFacts,
): LeftOutReason | null {
  const { status, role, userId } = membership;
  const isOwn = userId === ownUserId;
  if (status === "pending") return "waiting";
  switch (change.kind) {
    case "role":
      if (status === "deactivated") return "deactivated";
      if (role === change.role) return "already";
      if (isOwn) return "yourself";
      if (membership.isItAdministrator) return "it_administrator";
      return isAbove(higherRole(role, change.role), ownRole) ? "role_above_own" : null;
    case "team":
      if (status === "deactivated") return "deactivated";
      return isInTeam ? "already" : null;
    case "deactivate":
      if (status === "deactivated") return "already";
      if (isOwn) return "yourself";
      if (membership.isItAdministrator) return "it_administrator";
      return isAbove(role, ownRole) ? "role_above_own" : null;
    case "end_access":
      if (status === "deactivated") return "deactivated";
      if (isOwn) return "yourself";
      if (membership.isItAdministrator) return "it_administrator";
      return isAbove(role, ownRole) ? "role_above_own" : null;
    case "reactivate":
      if (status !== "deactivated") return "not_deactivated";
      return isAbove(role, ownRole) ? "role_above_own" : null;
    case "invitation":
      if (status === "deactivated") return "deactivated";
      return awaitsFirstSignIn(membership) ? null : "has_signed_in";
  }
}

function membershipPart(change: PeopleChange): MembershipChange {
  switch (change.kind) {
    case "role":
      return { role: change.role };
    case "deactivate":
      return { status: "deactivated" };
    case "reactivate":
      return { status: "active" };
    case "team":
    case "end_access":
    case "invitation":
      return {};
  }
}

const refusalAsReason = {
  last_administrator: "last_administrator",
  last_it_administrator: "it_administrator",
  it_administrator_must_be_admin: "it_administrator",
  permission_not_grantable: "role_above_own",
  not_accepted_yet: "waiting",
  no_licence: "no_licence",
} as const satisfies Record<string, LeftOutReason>;

const isAbove = (role: Role, own: Role) => compareRoles(role, own) > 0;
const isAdministrator = (member: Membership) => member.status === "active" && member.role === "admin";
