import { connectionAlerts } from "@/lib/features/connections/connection-alerts";
import { connectionsAtAGlance } from "@/lib/features/connections/connections-at-a-glance";
import { listDirectories } from "@/lib/features/directories/manage-directories";
import { readDirectoryHealth } from "@/lib/features/directories/read-health";
import { listHandovers } from "@/lib/features/setup-links/list-handovers";
import type { Directory, DirectoryAlert } from "@/lib/model/directories/directory";
import { holds } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Something that needs an administrator, and where. */
export type Attention =
  | { kind: "failing"; connectionId: string; name: string }
  | { kind: "alert"; connectionId: string; title: string }
  | { kind: "handover"; connectionId: string; name: string }
  | { kind: "domain"; domainId: string; name: string }
  | { kind: "waiting"; people: number }
  | { kind: "directory_held"; directoryId: string; name: string; people: number }
  | { kind: "directory_alert"; directoryId: string; name: string; alert: DirectoryAlert }
  | { kind: "directory_unresolved"; directoryId: string; name: string; people: number }
  | { kind: "no_it_administrator" };

/**
 * What needs attention in the space, the worst first, as far as the member may see it: connections by
 * `manage_auth_integrations`, people by `manage_people`.
 */
export async function needsAttention(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space"> & { membership: Parameters<typeof holds>[0] },
): Promise<Attention[]> {
  const { store } = deps;
  const found: Attention[] = [];
  if (holds(ctx.membership, "manage_auth_integrations")) {
    for (const { id, name, state } of await connectionsAtAGlance(deps, ctx))
      if (state === "failing") found.push({ kind: "failing", connectionId: id, name });
    for (const { id, title } of await connectionAlerts(deps, ctx))
      found.push({ kind: "alert", connectionId: id, title });
    for (const { connection, isYoursToActivate } of await listHandovers(deps, ctx))
      if (connection && isYoursToActivate)
        found.push({ kind: "handover", connectionId: connection.id, name: connection.name });
    const organization = await store.organizationsOf(ctx.space.id).own();
    const domains = organization ? await store.domainsOf(organization.id).all() : [];
    for (const { id, name, status } of domains)
      if (status === "failing") found.push({ kind: "domain", domainId: id, name });
  }
  if (holds(ctx.membership, "manage_people")) {
    for (const directory of await listDirectories(deps, ctx))
      found.push(...(await ofDirectory(deps, ctx, directory)));
    const counts = await store.membershipsOf(ctx.space.id).counts();
    if (counts.pending > 0) found.push({ kind: "waiting", people: counts.pending });
    if (counts.itAdministrators === 0) found.push({ kind: "no_it_administrator" });
  }
  return found;
}

/** People whom the brake holds, requests that fail or do not come, and people of whom nothing can be made. */
async function ofDirectory(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  { id, name, status }: Directory,
): Promise<Attention[]> {
  if (status === "observing") return [];
  const health = await readDirectoryHealth(deps, ctx, id);
  if (!health.ok) return [];
  const { byState, alert } = health.value;
  const about = { directoryId: id, name };
  const unresolved = byState.conflict + byState.refused;
  return [
    ...(byState.held > 0 ? [{ kind: "directory_held", ...about, people: byState.held } as const] : []),
    ...(alert ? [{ kind: "directory_alert", ...about, alert } as const] : []),
    ...(unresolved > 0 ? [{ kind: "directory_unresolved", ...about, people: unresolved } as const] : []),
  ];
}
