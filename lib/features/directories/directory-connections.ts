import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The connections of the space's own organization, whose role rules a directory can feed; those in use first. */
export async function directoryConnections(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
): Promise<{ id: string; name: string; isActive: boolean; rules: number }[]> {
  const organization = await store.organizationsOf(space.id).own();
  if (!organization) return [];
  return (await store.spaceConnectionsOf(space.id).all({}))
    .filter(({ connection }) => connection.organizationId === organization.id)
    .map(({ connection: { id, name }, option }) => ({
      id,
      name,
      isActive: option?.status === "active",
      rules: option?.settings.rules.length ?? 0,
    }))
    .toSorted((a, b) => Number(b.isActive) - Number(a.isActive));
}
