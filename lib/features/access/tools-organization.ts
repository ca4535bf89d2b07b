import type { Store } from "@/lib/db/store";

/** The organization whose kept tool tokens end with a member's access to this space: its own one. */
export async function toolsOrganizationOf(store: Store, spaceId: string): Promise<string | null> {
  const organization = await store.organizationsOf(spaceId).own();
  return organization?.id ?? null;
}
