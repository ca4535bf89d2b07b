import type { ConnectionInSpace } from "@/lib/db/repositories/space-connections";
import type { Store } from "@/lib/db/store";
import { refused } from "@/lib/model/outcome";

export type { ConnectionInSpace };

/**
 * A connection that belongs to an organization of this space; `null` for any other, existing or not. A link that was
 * requested but not accepted by the organization shows nothing.
 */
export function findConnection(
  store: Store,
  spaceId: string,
  connectionId: string,
): Promise<ConnectionInSpace | null> {
  return store.spaceConnectionsOf(spaceId).byId(connectionId);
}

/** The answer for a connection that this space does not have. */
export const noSuchConnection = () =>
  refused(
    "not_found",
    "connection_not_found",
    "There is no such connection in this space. It may have been removed.",
  );
