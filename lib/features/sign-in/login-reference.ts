import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { qualifiedReference, referenceKey } from "@/lib/model/connections/reference";

/**
 * The last part of a connection's login address in a space: its reference, or if a connection of another organization
 * has the same one there, the reference with the slug of the space that owns the organization. References are unique
 * in an organization only, and a space may be linked to several.
 */
export async function loginReference(
  store: Store,
  spaceId: string,
  { reference, organizationId }: Pick<Connection, "reference" | "organizationId">,
): Promise<string> {
  const links = await store.organizationsOf(spaceId).linked();
  const own = links.find(({ organization }) => organization.id === organizationId);
  for (const { organization } of links) {
    if (organization.id === organizationId) continue;
    const other = await store.connectionsOf(organization.id).byReference(referenceKey(reference));
    const option = other && (await store.optionsOf(spaceId).byConnection(other.id));
    if (!option || option.status === "draft") continue;
    const owner = own && (await store.spaces.byId(own.organization.ownerSpaceId));
    return owner ? qualifiedReference(reference, owner.slug) : reference;
  }
  return reference;
}
