import type { Store } from "@/lib/db/store";
import type { Membership, User } from "@/lib/model/people/person";
import { letsPassword } from "@/lib/model/sign-in/password-policy";
import type { Space } from "@/lib/model/spaces/space";

/** A space that admits the person by password. */
export interface PasswordSpace {
  space: Space;
  membership: Membership;
}

/** The person's spaces whose `passwordSignIn` admits them (docs/model.md#who-may-use-one). */
export async function passwordSpacesOf(store: Store, userId: string): Promise<PasswordSpace[]> {
  const memberships = await store.users.membershipsOf(userId);
  const spaces = await store.spaces.byIds(memberships.map((membership) => membership.spaceId));
  const open: PasswordSpace[] = [];
  for (const space of spaces) {
    const membership = memberships.find((candidate) => candidate.spaceId === space.id);
    const chosen = await store.memberConnectionsOf(space.id).ofUser(userId);
    if (membership && letsPassword(space, membership, chosen.length > 0)) open.push({ space, membership });
  }
  return open;
}

/**
 * True if the person could use a password: some space admits them by it, or they are an operator. People whom their
 * organization has converted to SSO only cannot, whatever their spaces' settings.
 */
export async function mayUsePassword(
  store: Store,
  user: Pick<User, "id" | "isOperator" | "ssoOnlyOrganizationId">,
): Promise<boolean> {
  if (user.isOperator) return true;
  if (user.ssoOnlyOrganizationId !== null) return false;
  return (await passwordSpacesOf(store, user.id)).length > 0;
}
