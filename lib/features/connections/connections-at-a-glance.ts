import type { ConnectionState } from "@/lib/model/connections/connection-health";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { statesOf } from "./connection-row";

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
  const all = await deps.store.spaceConnectionsOf(ctx.space.id).all({});
  const states = await statesOf(deps, ctx, all);
  return states.flatMap((state, at) => {
    const found = all[at];
    return found ? [{ id: found.connection.id, name: found.connection.name, state }] : [];
  });
}
