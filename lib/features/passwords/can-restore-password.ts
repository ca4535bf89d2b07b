import type { Store } from "@/lib/db/store";
import { refused } from "@/lib/model/outcome";
import type { User } from "@/lib/model/people/person";

/** True where nobody has bound the person, or an organization that is the space's own or signs its people in. */
export async function canRestorePassword(
  tx: Store,
  spaceId: string,
  { ssoOnlyOrganizationId }: Pick<User, "ssoOnlyOrganizationId">,
): Promise<boolean> {
  if (ssoOnlyOrganizationId === null) return true;
  const link = await tx.organizationsOf(spaceId).byId(ssoOnlyOrganizationId);
  return link !== null && link.status !== "agreed";
}

/** The refusal for a space that has no say over how the person signs in. */
export function otherOrganization(field?: string) {
  return refused(
    "forbidden",
    "other_organization",
    "Another organization has bound this person to single sign-on. Only its administrators can let them back to a password.",
    field === undefined ? {} : { field },
  );
}
