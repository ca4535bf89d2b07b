import type { MembershipRefusal } from "@/lib/model/people/membership-change";

/** Every refusal of a membership change, in words for the administrator. */
export const membershipProblem: Record<MembershipRefusal, string> = {
  last_administrator:
    "This is the space's last administrator: without one, nobody could manage it. Make somebody else an administrator first.",
  last_it_administrator:
    "This is the space's last IT administrator: without one, nobody could sign in with a password if single sign-on fails. Name another one first.",
  it_administrator_must_be_admin:
    "Only an active administrator of the space can be an IT administrator. Give the role admin first.",
  permission_not_grantable:
    "This permission belongs to the role admin; it cannot be granted with another role.",
  not_accepted_yet:
    "This person has an address outside the space's verified domains, so they become active by signing in to the space themselves.",
  no_licence:
    "All licences of this role are in use. Deactivate somebody, choose another role, or ask your account manager for more seats.",
};

/** The form field that each refusal belongs to. */
export const membershipProblemField: Record<MembershipRefusal, string> = {
  last_administrator: "role",
  last_it_administrator: "isItAdministrator",
  it_administrator_must_be_admin: "isItAdministrator",
  permission_not_grantable: "permissions",
  not_accepted_yet: "status",
  no_licence: "role",
};
