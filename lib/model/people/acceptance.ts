import type { Member, Membership } from "./person";

/**
 * True once the person has come to the space themselves, or the space vouches for their domain. Before that they may
 * not even know of it, so it learns nothing about them but the address that it has typed.
 */
export function hasAccepted(
  membership: Pick<Membership, "status" | "lastSignInAt" | "origin" | "vouchedFor">,
): boolean {
  if (membership.status === "invited" || membership.vouchedFor) return false;
  // A withdrawn invitation is not an acceptance.
  return !(
    membership.status === "deactivated" &&
    membership.lastSignInAt === null &&
    (membership.origin === "manual" || membership.origin === "csv")
  );
}

/** A member as their space may see them. */
export function asSeenBySpace(member: Member): Member {
  if (hasAccepted(member)) return member;
  const { id, email } = member.user;
  return {
    ...member,
    user: {
      id,
      email,
      firstName: "",
      lastName: "",
      hasPassword: false,
      hasTwoFactor: false,
      passwordChangedAt: null,
      ssoOnlyOrganizationId: null,
      isOperator: false,
      createdAt: member.createdAt,
      lastSignInAt: null,
      lastPasswordSignInAt: null,
    },
  };
}
