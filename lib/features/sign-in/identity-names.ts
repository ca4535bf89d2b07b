import type { Store } from "@/lib/db/store";
import type { AttributeNames, Connection, SignInOption } from "@/lib/model/connections/connection";

const usual: AttributeNames = { email: null, firstName: null, lastName: null, groups: null };

/**
 * The attribute names that identify a connection's people, for an option. Address and names are always read as the
 * owning space says: who somebody is must be the same everywhere, and a linked space that read the address from an
 * attribute that people may edit themselves would let them be anybody. Groups are read as each space says.
 */
export async function identityNames(
  store: Store,
  connection: Pick<Connection, "id" | "organizationId">,
  option: Pick<SignInOption, "spaceId" | "settings"> | null,
  /** No other space has an option of the connection: then this one is the owner's. */
  isOnly = false,
): Promise<AttributeNames> {
  const here = option?.settings.attributes ?? usual;
  if (isOnly) return here;
  const ownerId = await store.domainDirectory.ownerSpaceId(connection.organizationId);
  if (ownerId === null || ownerId === option?.spaceId) return here;
  const own = await store.optionsOf(ownerId).byConnection(connection.id);
  return { ...(own?.settings.attributes ?? usual), groups: here.groups };
}
