import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type ConnectionView, connectionView } from "./connection-view";
import { type ConnectionInSpace, describeConnection, findConnection } from "./find-connection";

/** A linked organization's connection is seen once it has been live, or is used here. */
const isSeen = ({ link, live, option }: ConnectionInSpace) =>
  link.status === "own" || live !== null || option !== null;

/** Every connection of the organizations that are linked to the space, in the order of the login page. */
export async function listConnections(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
): Promise<ConnectionInSpace[]> {
  const all: ConnectionInSpace[] = [];
  for (const link of await deps.store.organizationsOf(ctx.space.id).linked())
    for (const connection of await deps.store.connectionsOf(link.organization.id).all())
      all.push(await describeConnection(deps.store, ctx.space.id, connection, link));
  const place = ({ option }: ConnectionInSpace) => option?.position ?? Number.MAX_SAFE_INTEGER;
  return all
    .filter(isSeen)
    .toSorted(
      (a, b) => place(a) - place(b) || a.connection.createdAt.getTime() - b.connection.createdAt.getTime(),
    );
}

/** One connection of the space as it is shown; `null` for any other. */
export async function viewConnection(
  deps: Pick<Dependencies, "store" | "appUrl">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<ConnectionView | null> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  return found && isSeen(found) ? viewOf(deps, ctx, found) : null;
}

/** The view of a connection that was found. */
export async function viewOf(
  deps: Pick<Dependencies, "store" | "appUrl">,
  ctx: Pick<Context, "space">,
  found: ConnectionInSpace,
): Promise<ConnectionView> {
  const keys = await deps.store.connectionsOf(found.connection.organizationId).keysOf(found.connection.id);
  const newestFirst = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return connectionView(
    deps.appUrl,
    ctx.space,
    found,
    newestFirst.map((key) => key.certificate),
  );
}
