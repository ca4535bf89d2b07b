import type { Member, Membership } from "./person";

/**
 * True once the person has come to the space themselves, or the space speaks for their domain. Before that they may not
 * even know of it, so it learns nothing of them but the address that it has typed.
 */
export function hasAccepted(membership: Pick<Membership, "status" | "lastSignInAt" | "origin">): boolean {
  if (membership.status === "invited") return false;
  // An invitation that was taken back is no acceptance.
  return !(
    membership.status === "deactivated" &&
    membership.lastSignInAt === null &&
    (membership.origin === "manual" || membership.origin === "csv")
  );
}

/** A member as their space may know them. */
export function asKnownToSpace(member: Member): Member {
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
