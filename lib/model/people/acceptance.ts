import { displayName, type Member, type Membership, type User } from "./person";

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
  return hasAccepted(member) ? member : { ...member, user: asStranger(member.user, member.createdAt) };
}

/** A user of whom nothing is known but the address that was typed. */
export function asStranger({ id, email }: Pick<User, "id" | "email">, createdAt: Date): User {
  return {
    id,
    email,
    firstName: "",
    lastName: "",
    hasPassword: false,
    hasTwoFactor: false,
    passwordChangedAt: null,
    ssoOnlyOrganizationId: null,
    isOperator: false,
    createdAt,
    lastSignInAt: null,
    lastPasswordSignInAt: null,
  };
}

/** The name by which a space's own log calls somebody. */
export function nameToSpace(
  user: User,
  membership: Pick<Membership, "vouchedFor"> | null | undefined,
): string {
  return membership?.vouchedFor ? user.email : displayName(user);
}
