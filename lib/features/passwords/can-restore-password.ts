import type { Store } from "@/lib/db/store";
import { refused } from "@/lib/model/outcome";
import type { User } from "@/lib/model/people/person";

/** True if no organization has converted the person, or one that is the space's own or signs its people in. */
export async function canRestorePassword(
  tx: Store,
  spaceId: string,
  { ssoOnlyOrganizationId }: Pick<User, "ssoOnlyOrganizationId">,
): Promise<boolean> {
  if (ssoOnlyOrganizationId === null) return true;
  const link = await tx.organizationsOf(spaceId).byId(ssoOnlyOrganizationId);
  return link !== null && link.status !== "agreed";
}

/** The refusal for a space that has no say in how the person signs in. */
export function otherOrganization(field?: string) {
  return refused(
    "forbidden",
    "other_organization",
    "Another organization requires single sign-on for this person. Only its administrators can allow a password again.",
    field === undefined ? {} : { field },
  );
}
