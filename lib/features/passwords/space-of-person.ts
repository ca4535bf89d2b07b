import type { Store } from "@/lib/db/store";
import type { Space } from "@/lib/model/spaces/space";

/**
 * The space whose look a person knows: the one that they came from, if they are in it, else their only one. `null` if
 * that says nothing. A stranger's choice of space is never taken.
 */
export async function spaceOfPerson(
  store: Store,
  userId: string,
  cameFrom: string | null,
): Promise<Space | null> {
  const memberships = await store.users.membershipsOf(userId);
  const own = memberships.filter(({ status, vouchedFor }) => status === "active" && !vouchedFor);
  const spaces = await store.spaces.byIds(own.map(({ spaceId }) => spaceId));
  const [only, ...others] = spaces;
  return spaces.find(({ slug }) => slug === cameFrom) ?? (only && others.length === 0 ? only : null);
}
