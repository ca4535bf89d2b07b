import type { Store } from "@/lib/db/store";
import type { Organization } from "@/lib/model/organizations/organization";
import type { Space } from "@/lib/model/spaces/space";
import type { Secrets } from "@/lib/ports/dependencies";

/**
 * The space's own organization, created on first use. Must be called inside a transaction: the lock on the space's
 * row makes two concurrent first uses create one organization.
 */
export async function ownOrganization(
  tx: Store,
  space: Pick<Space, "id" | "name">,
  secrets: Secrets,
  now: Date,
): Promise<Organization> {
  const organizations = tx.organizationsOf(space.id);
  const existing = await organizations.own();
  if (existing) return existing;

  await tx.spaces.lock(space.id);
  const sinceMade = await organizations.own();
  if (sinceMade) return sinceMade;

  const organization: Organization = {
    id: secrets.id("org"),
    name: space.name,
    ownerSpaceId: space.id,
    createdAt: now,
  };
  await organizations.insertOwn(organization);
  return organization;
}
