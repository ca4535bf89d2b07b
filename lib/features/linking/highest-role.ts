import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { higherRole, type Role } from "@/lib/model/people/roles";

/** What a link grants: the person's highest role among the spaces that the connection leads to. */
export async function highestRole(store: Store, connection: Connection, userId: string): Promise<Role> {
  const options = await store.organizationOptionsOf(connection.organizationId).ofConnection(connection.id);
  const members = await Promise.all(
    options.map(({ spaceId }) => store.membershipsOf(spaceId).byUser(userId)),
  );
  return members.reduce<Role>(
    (highest, member) => (member ? higherRole(highest, member.role) : highest),
    "reader",
  );
}
