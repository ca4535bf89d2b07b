import type { Store } from "@/lib/db/store";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { Member } from "@/lib/model/people/person";

/** A member of the space by their id or their email address; `null` for anybody else. */
export async function findMember(store: Store, spaceId: string, person: string): Promise<Member | null> {
  const email = person.includes("@") ? normaliseEmail(person) : null;
  const userId = email ? (await store.users.byEmail(email))?.id : person;
  return userId ? store.membershipsOf(spaceId).member(userId) : null;
}
