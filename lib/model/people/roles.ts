/** From the least to the most. `admin` is the Client Space Administrator. */
export const roles = ["reader", "editor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Negative if `a` is the lesser role, positive if it is the greater, 0 if they are the same. */
export function compareRoles(a: Role, b: Role): number {
  return roles.indexOf(a) - roles.indexOf(b);
}

/** The greater of two roles. */
export function higherRole(a: Role, b: Role): Role {
  return compareRoles(a, b) >= 0 ? a : b;
}

/** The lesser of two roles. */
export function lowerRole(a: Role, b: Role): Role {
  return compareRoles(a, b) <= 0 ? a : b;
}

/** What a member may do beyond reading the space. */
export const permissions = [
  "manage_auth_integrations",
  "manage_people",
  "manage_tokens",
  "read_audit",
  "manage_space",
] as const;
export type Permission = (typeof permissions)[number];

/** Permissions that an administrator can grant to any other member; the rest come with `admin` only. */
export const grantablePermissions: readonly Permission[] = ["manage_auth_integrations"];

/** True if an active member has the permission: by role, or granted beside it. */
export function holds(
  member: { role: Role; status: string; permissions: readonly string[] },
  permission: Permission,
): boolean {
  if (member.status !== "active") return false;
  if (member.role === "admin") return true;
  return grantablePermissions.includes(permission) && member.permissions.includes(permission);
}
