import type { ConnectionState } from "@/lib/model/connections/connection-health";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { stateOf } from "./connection-row";

/** A connection in one line. */
export interface ConnectionGlance {
  id: string;
  name: string;
  state: ConnectionState;
}

/** The connections of a space with their health, in the order of its sign-in page: the same words wherever they are listed. */
export async function connectionsAtAGlance(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
): Promise<ConnectionGlance[]> {
  const connections: ConnectionGlance[] = [];
  // In sequence: the embedded database has a single connection.
  for (const found of await deps.store.spaceConnectionsOf(ctx.space.id).all({}))
    connections.push({
      id: found.connection.id,
      name: found.connection.name,
      state: await stateOf(deps, ctx, found),
    });
  return connections;
}
