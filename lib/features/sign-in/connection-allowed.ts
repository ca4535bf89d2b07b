import type { Connection } from "@/lib/model/connections/connection";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Store } from "@/lib/ports/store";

/**
 * Whether somebody may sign in to a space by a connector: where some were chosen for them, by those. Where none was, by
 * every one of the space's own, and by a linked organization's if it has verified the domain of their address: it could
 * else name the space's own administrators.
 */
export async function connectionAllowed(
  store: Store,
  space: Pick<Space, "id">,
  connection: Pick<Connection, "id" | "organizationId">,
  user: Pick<User, "id" | "email"> | null,
  /** The connection's own organization is known to have verified the domain of the person's address. */
  isTheirs = false,
  /** The connectors chosen for the person, where they were read already. */
  existing: readonly string[] | null = null,
): Promise<boolean> {
  if (!user) return true;
  const chosen = existing ?? (await store.memberConnectionsOf(space.id).ofUser(user.id));
  if (chosen.length > 0) return chosen.includes(connection.id);
  if (isTheirs) return true;
  const link = await store.organizationsOf(space.id).byId(connection.organizationId);
  if (link?.status === "own") return true;
  const owner = await store.domainDirectory.verifiedOwner(parseEmailAddress(user.email)?.domain ?? "");
  return owner?.organizationId === connection.organizationId;
}
