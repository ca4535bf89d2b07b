import type { ConnectionFilter, ConnectionInSpace } from "@/lib/db/repositories/space-connections";
import { providersNamed } from "@/lib/features/test-runs/test-result-view";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";

/** The columns that the list can be sorted by. */
export const connectionSorts = [
  "name",
  "reference",
  "protocol",
  "status",
  "lastUsedAt",
  "createdAt",
] as const;

/**
 * A page of the connections of a space, each built by `view` (a row of the page, or an object of the API). Search
 * covers name, reference and provider. Without a sort they are in the order of the login page.
 */
export async function listConnections<Deps extends Pick<Dependencies, "store">, View>(
  deps: Deps,
  ctx: Pick<Context, "space">,
  query: PageQuery & ConnectionFilter,
  view: (deps: Deps, ctx: Pick<Context, "space">, found: ConnectionInSpace) => Promise<View>,
): Promise<Page<View>> {
  const providers = query.search ? providersNamed(query.search) : [];
  const found = await deps.store.spaceConnectionsOf(ctx.space.id).page({ ...query, providers });
  const rows: View[] = [];
  // In sequence: the embedded database has a single connection.
  for (const row of found.rows) rows.push(await view(deps, ctx, row));
  return { ...found, rows };
}
