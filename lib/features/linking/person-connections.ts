import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { PersonConnection, PersonConnections } from "@/lib/schemas/oauth2-connection";

/** The space's connections as they apply to one of its people; `null` if the space has no such person. */
export async function readPersonConnections(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  userId: string,
): Promise<PersonConnections | null> {
  const member = await store.membershipsOf(ctx.space.id).byUser(userId);
  if (!member) return null;
  const chosen = await store.memberConnectionsOf(ctx.space.id).ofUser(userId);
  const options = await store.optionsOf(ctx.space.id).all();
  const connections: PersonConnection[] = [];
  for (const { organization, status } of await store.organizationsOf(ctx.space.id).linked()) {
    const repository = store.connectionsOf(organization.id);
    const links = await repository.identities.ofUser(userId);
    const tokens = await store.providerTokensOf(organization.id).ofUser(userId);
    for (const connection of await repository.all()) {
      const option = options.find(({ connectionId }) => connectionId === connection.id);
      if (!option) continue;
      const link = links.find(({ connectionId }) => connectionId === connection.id);
      const kept = tokens.find(({ connectionId }) => connectionId === connection.id);
      const isOwn = status === "own";
      connections.push({
        connectionId: connection.id,
        name: connection.name,
        reference: connection.reference,
        provider: connection.provider,
        providerName: providerLabel(connection),
        protocol: connection.protocol,
        status: option.status,
        isOwn,
        isChosen: chosen.includes(connection.id),
        link: link
          ? {
              subject: link.subject,
              issuer: link.issuer,
              firstUsedAt: link.firstUsedAt.toISOString(),
              lastUsedAt: link.lastUsedAt.toISOString(),
              relinkAllowed: link.relinkAllowed,
            }
          : null,
        // What another organization stores is not visible to this space.
        tokens:
          kept && isOwn
            ? {
                scopes: kept.scopes,
                expiresAt: kept.expiresAt?.toISOString() ?? null,
                isRefreshed: kept.hasRefreshToken,
                lastFetchedAt: kept.lastFetchedAt?.toISOString() ?? null,
                endedAt: kept.endedAt?.toISOString() ?? null,
              }
            : null,
      });
    }
  }
  connections.sort((a, b) => a.name.localeCompare(b.name, "en"));
  return { connections, restricted: chosen.length > 0 };
}
