import { type Brand, installationOwner, type WornBrand, wornBrand } from "@/lib/model/brand/brand";
import type { Dependencies } from "@/lib/ports/dependencies";

type Reads = Pick<Dependencies, "store">;

/** What pages and mails of the space wear, or those of nobody's (`null`). */
export async function readWornBrand(
  { store }: Reads,
  space: { id: string; name: string } | null,
): Promise<WornBrand> {
  const { own, installation } = await store.brandOf(space?.id ?? null).withInstallation();
  return wornBrand(installation, space && { id: space.id, name: space.name, brand: own });
}

/** What was chosen, for whoever changes it. */
export function readBrand(
  { store }: Reads,
  spaceId: string | null,
): Promise<{ own: Brand; installation: Brand }> {
  return store.brandOf(spaceId).withInstallation();
}

/** The bytes of a logo, by the parts of its address; `null` if its owner wears no such logo now. */
export async function readLogo({ store }: Reads, owner: string, hash: string): Promise<Uint8Array | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  return store.brandOf(owner === installationOwner ? null : owner).logo(hash);
}
