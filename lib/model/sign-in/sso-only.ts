import type { Membership, User } from "@/lib/model/people/person";
import { compareRoles, holds, type Role } from "@/lib/model/people/roles";

export interface SsoOnlyFacts {
  /** The choice of the space that owns the organization. */
  converts: boolean;
  user: Pick<User, "hasPassword" | "isOperator" | "ssoOnlyOrganizationId">;
  /** Whether the organization has verified the domain of the person's own address. */
  domainIsOurs: boolean;
  /** Every membership of the person, in any space, after this sign-in. */
  memberships: readonly Pick<
    Membership,
    "spaceId" | "status" | "role" | "permissions" | "isItAdministrator"
  >[];
  /** The spaces with an active option of the organization. */
  spacesOfOrganization: ReadonlySet<string>;
  /** The role up to which the connection may speak for people: that of whoever put it live, until it is confirmed. */
  upTo: Role;
}

/** Why a person keeps their password; `null`: they are converted. */
export type KeepsPassword =
  | "no_password"
  | "not_converted_here"
  | "foreign_domain"
  | "operator"
  | "it_administrator"
  | "above_version"
  | "manages_every_integration";

/**
 * Whether a person who signs in through an organization keeps their password (docs/model.md#conversion-to-sso-only).
 * People who can manage the integrations of every space that they reach through it do: they are the emergency access
 * if the provider is broken.
 */
export function keepsPassword(facts: SsoOnlyFacts): KeepsPassword | null {
  const { user, memberships, spacesOfOrganization } = facts;
  if (!user.hasPassword) return "no_password";
  if (!facts.converts) return "not_converted_here";
  if (!facts.domainIsOurs) return "foreign_domain";
  if (user.isOperator) return "operator";
  const active = memberships.filter(({ status }) => status === "active");
  if (active.some(({ isItAdministrator }) => isItAdministrator)) return "it_administrator";
  if (active.some(({ role }) => compareRoles(role, facts.upTo) > 0)) return "above_version";
  const reached = active.filter(({ spaceId }) => spacesOfOrganization.has(spaceId));
  const managesAll = reached.every((membership) => holds(membership, "manage_auth_integrations"));
  return managesAll ? "manages_every_integration" : null;
}
