import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { addressFollowed } from "@/lib/features/notifications/messages/address-followed";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { sendMessage } from "@/lib/features/notifications/send-message";
import type { Actor } from "@/lib/model/audit/audit";
import { displayName, type User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { AddressChange } from "./address-change";

/** Who says that a person has another address: a connection at a sign-in, or a directory. */
export interface AddressSource {
  organizationId: string;
  /** Its name, for the person. */
  name: string;
  /** The connection whose spaces may be told the name. */
  connectionId: string | null;
  /** Who the audit log names; `null`: the person. */
  actor: Actor | null;
  /** The network address of the request. */
  address: string | null;
}

/**
 * Gives a person the address that their provider has for them now. Somebody who later gets the old one is a new
 * person. The password, links to set one and open sessions belonged to the old address: they end, or they would give
 * access to everything that the new address is admitted to later; two-factor stays. The person at both addresses and
 * the administrators of every space of theirs are notified. Returns the updated user; `null` if the address was taken
 * meanwhile. Runs in the transaction of the sign-in, or of the directory's request.
 */
export async function followAddress(
  deps: Pick<Dependencies, "store" | "now" | "secrets" | "appUrl">,
  input: { source: AddressSource; user: User; change: AddressChange },
): Promise<User | null> {
  const { store } = deps;
  const { source, user, change } = input;
  const now = deps.now();
  if (!(await store.users.changeAddress(user.id, change.to))) return null;
  await store.users.update(user.id, { passwordHash: null, passwordChangedAt: null });
  await store.passwordResets.endOfUser(user.id, now);
  const actor = source.actor ?? {
    ...{ kind: "user" as const, id: user.id, name: displayName(user), address: source.address },
  };
  await endAccessEverywhere(deps, { ...user, email: change.to }, { cause: "address_changed", actor });
  const memberships = await store.users.membershipsOf(user.id);
  const { connectionId } = source;
  const options =
    connectionId === null
      ? []
      : await store.organizationOptionsOf(source.organizationId).ofConnection(connectionId);
  for (const space of await store.spaces.byIds(memberships.map(({ spaceId }) => spaceId))) {
    await store.auditOf(space.id).append(
      {
        actor,
        action: "person.address_followed",
        target: { kind: "user", id: user.id, name: change.to },
        // How another company's people sign in is not revealed to the spaces where they are guests.
        details: {
          from: change.from,
          to: change.to,
          ...(options.some(({ spaceId }) => spaceId === space.id)
            ? { connection: source.name, connectionId }
            : {}),
        },
      },
      now,
    );
    await notifyAdministrators(deps, space, { kind: "address_followed", from: change.from, to: change.to });
  }
  const [first] = memberships;
  const text = addressFollowed({ ...change, ...user, sourceName: source.name, at: now });
  for (const recipient of [change.from, change.to])
    await sendMessage(deps, { spaceId: first?.spaceId ?? null, recipient, ...text });
  return { ...user, email: change.to, hasPassword: false };
}
