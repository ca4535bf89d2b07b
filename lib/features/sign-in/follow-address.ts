import { addressFollowed } from "@/lib/features/notifications/messages/address-followed";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { sendMessage } from "@/lib/features/notifications/send-message";
import type { Connection } from "@/lib/model/connections/connection";
import { displayName, type User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { AddressChange } from "./address-change";

/**
 * Gives a person the address that their provider has for them now. Somebody who later gets the old one is a new
 * person. The password, links to set one and open sessions belonged to the old address: they end, or they would give
 * access to everything that the new address is admitted to later; two-factor stays. The person at both addresses and
 * the administrators of every space of theirs are notified. Returns the updated user; `null` if the address was taken
 * meanwhile. Runs in the transaction of the sign-in.
 */
export async function followAddress(
  deps: Dependencies,
  signIn: { connection: Connection; user: User; change: AddressChange; address: string | null },
): Promise<User | null> {
  const { store } = deps;
  const { connection, user, change } = signIn;
  const now = deps.now();
  if (!(await store.users.changeAddress(user.id, change.to))) return null;
  await store.users.update(user.id, { passwordHash: null, passwordChangedAt: null });
  await store.passwordResets.endOfUser(user.id, now);
  await store.sessions.endOfUser(user.id, "address_changed", now);
  const memberships = await store.users.membershipsOf(user.id);
  const options = await store.organizationOptionsOf(connection.organizationId).ofConnection(connection.id);
  for (const space of await store.spaces.byIds(memberships.map(({ spaceId }) => spaceId))) {
    await store.auditOf(space.id).append(
      {
        actor: { kind: "user", id: user.id, name: displayName(user), address: signIn.address },
        action: "person.address_followed",
        target: { kind: "user", id: user.id, name: change.to },
        // How another company's people sign in is not revealed to the spaces where they are guests.
        details: {
          from: change.from,
          to: change.to,
          ...(options.some(({ spaceId }) => spaceId === space.id)
            ? { connection: connection.name, connectionId: connection.id }
            : {}),
        },
      },
      now,
    );
    await notifyAdministrators(deps, space, { kind: "address_followed", from: change.from, to: change.to });
  }
  const [first] = memberships;
  const text = addressFollowed({ ...change, ...user, connectionName: connection.name, at: now });
  for (const recipient of [change.from, change.to])
    await sendMessage(deps, { spaceId: first?.spaceId ?? null, recipient, ...text });
  return { ...user, email: change.to, hasPassword: false };
}
