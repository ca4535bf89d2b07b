import type { Member } from "@/lib/model/people/person";
import type { UserView } from "@/lib/schemas/user";

/** A member as their space may see them: nothing about other spaces. */
export function viewUser(member: Member): UserView {
  const { user } = member;
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    role: member.role,
    roleSource: member.roleSource,
    status: member.status,
    licence: member.licence,
    isItAdministrator: member.isItAdministrator,
    permissions: member.permissions,
    origin: member.origin,
    hasPassword: user.hasPassword,
    hasTwoFactor: user.hasTwoFactor,
    ssoOnly: user.ssoOnlyOrganizationId !== null,
    createdAt: member.createdAt.toISOString(),
    lastSignInAt: member.lastSignInAt?.toISOString() ?? null,
  };
}
