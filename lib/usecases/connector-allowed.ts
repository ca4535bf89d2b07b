import { parseEmailAddress } from "@/lib/core/email-address";
import type { Connection } from "@/lib/core/model/connection";
import type { User } from "@/lib/core/model/person";
import type { Space } from "@/lib/core/model/space";
import type { Store } from "./ports/store";

/**
 * Whether somebody may sign in to a space by a connector: where some were chosen for them, by those. Where none was, by
 * every one that does not speak for them against the space: somebody whose domain the space's own organization has
 * verified is not let in by another organization's word, which could name the space's own administrators.
 */
export async function connectorAllowed(
  store: Store,
  space: Pick<Space, "id">,
  connection: Pick<Connection, "id" | "organizationId">,
  user: Pick<User, "id" | "email"> | null,
): Promise<boolean> {
  if (!user) return true;
  const chosen = await store.memberConnectorsOf(space.id).ofUser(user.id);
  if (chosen.length > 0) return chosen.includes(connection.id);
  const own = await store.organizationsOf(space.id).own();
  if (!own || own.id === connection.organizationId) return true;
  const owner = await store.domainDirectory.verifiedOwner(parseEmailAddress(user.email)?.domain ?? "");
  return owner?.organizationId !== own.id;
}
