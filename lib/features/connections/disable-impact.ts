import { readSignInStatistics, statisticsOf } from "@/lib/features/sign-in/sign-in-statistics";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { DisableImpact } from "@/lib/schemas/sso-views";
import { findConnection } from "./find-connection";

/**
 * Counts what disabling an active connection affects in this space: who signs in through it, and who can still get in,
 * and how. `null` for a connection that the space does not have.
 */
export async function disableImpact(
  deps: Pick<Dependencies, "store" | "now">,
  { space }: Pick<Context, "space">,
  connectionId: string,
): Promise<DisableImpact | null> {
  const { store } = deps;
  const found = await findConnection(store, space.id, connectionId);
  if (!found) return null;
  const memberships = store.membershipsOf(space.id);
  const { active, withPassword, itAdministrators } = await memberships.counts();
  const people = await memberships.count({ connectionId, status: "active" });
  const working = await store.spaceConnectionsOf(space.id).all({ status: "active" });
  const others = working
    .filter(({ connection }) => connection.id !== connectionId)
    .map(({ connection }) => connection.name);
  const onlyItAdministrators = space.passwordSignIn !== "allowed";
  const leftOut = await memberships.leftOutWithout([connectionId]);
  return {
    name: found.connection.name,
    people,
    signIns: statisticsOf(await readSignInStatistics(deps, { space }), connectionId).admitted,
    others,
    onlyItAdministrators,
    withPassword: onlyItAdministrators ? itAdministrators : withPassword,
    lockedOut: onlyItAdministrators && others.length === 0 ? active - itAdministrators : leftOut.length,
  };
}
