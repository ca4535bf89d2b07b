import type { Dependencies } from "./ports/dependencies";

/** A space that a person belongs to. */
export interface OwnSpace {
  slug: string;
  name: string;
}

/**
 * The spaces that the person is an active member of, by name. Belonging is not being let in: each asks for its own
 * way in (design §5).
 */
export async function listOwnSpaces(
  { store }: Pick<Dependencies, "store">,
  userId: string,
): Promise<OwnSpace[]> {
  const memberships = await store.users.membershipsOf(userId);
  const active = memberships.filter((membership) => membership.status === "active");
  const spaces = await store.spaces.byIds(active.map((membership) => membership.spaceId));
  return spaces.map(({ slug, name }) => ({ slug, name })).sort((a, b) => a.name.localeCompare(b.name));
}
