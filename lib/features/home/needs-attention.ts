import { connectionAlerts } from "@/lib/features/connections/connection-alerts";
import { connectionsAtAGlance } from "@/lib/features/connections/connections-at-a-glance";
import { listHandovers } from "@/lib/features/setup-links/list-handovers";
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
    const counts = await store.membershipsOf(ctx.space.id).counts();
    if (counts.pending > 0) found.push({ kind: "waiting", people: counts.pending });
    if (counts.itAdministrators === 0) found.push({ kind: "no_it_administrator" });
  }
  return found;
}
