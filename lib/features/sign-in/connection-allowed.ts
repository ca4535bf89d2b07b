import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";

/**
 * Whether a person may sign in to a space by a connection: if some were chosen for them, by those. If none was, by
 * every one of the space's own, and by a linked organization's if it has verified the domain of their address:
 * otherwise it could name the space's own administrators.
 */
export async function connectionAllowed(
  store: Store,
  input: {
    spaceId: string;
    connection: Pick<Connection, "id" | "organizationId">;
    user: Pick<User, "id" | "email"> | null;
    /** True if the connection's own organization has verified the domain of the person's address. */
    isTheirs?: boolean;
    /** The connections chosen for the person, if they were read already. */
    chosenConnections?: readonly string[] | undefined;
  },
): Promise<boolean> {
  const { spaceId, connection, user } = input;
  if (!user) return true;
  const chosen = input.chosenConnections ?? (await store.memberConnectionsOf(spaceId).ofUser(user.id));
  if (chosen.length > 0) return chosen.includes(connection.id);
  if (input.isTheirs) return true;
  const link = await store.organizationsOf(spaceId).byId(connection.organizationId);
  if (link?.status === "own") return true;
  const owner = await store.domainDirectory.verifiedOwner(parseEmailAddress(user.email)?.domain ?? "");
  return owner?.organizationId === connection.organizationId;
}
