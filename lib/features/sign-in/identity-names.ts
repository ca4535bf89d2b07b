import type { Store } from "@/lib/db/store";
import type { AttributeNames, Connection, SignInOption } from "@/lib/model/connections/connection";

const usual: AttributeNames = { email: null, firstName: null, lastName: null, groups: null };

/**
 * By which attributes a connection's people are known to an option. Address and names are read as the space
 * says that owns the connection, at every door: who somebody is holds for all of them, and a linked space that read the
 * address out of something that people may write themselves would let them be anybody. Groups are each space's own affair.
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
