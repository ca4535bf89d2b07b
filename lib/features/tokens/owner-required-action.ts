import type { Store } from "@/lib/db/store";
import type { Member } from "@/lib/model/people/person";
import {
  letsPassword,
  passwordRequiredAction,
  type RequiredAction,
} from "@/lib/model/sign-in/password-policy";
import type { Space } from "@/lib/model/spaces/space";

/**
 * The action that keeps the owner of a personal token out of the console until it is done, so that a program gets no
 * further than the person (docs/model.md#tokens). As in the console it concerns people who sign in by password: those
 * who have one that the space accepts, and are linked to none of its active connections.
 */
export async function ownerRequiredAction(
  store: Store,
  space: Space,
  member: Member,
  now: Date,
): Promise<RequiredAction | null> {
  const { user } = member;
  const action = user.hasPassword ? passwordRequiredAction(space, user, now) : null;
  if (!action) return null;
  const chosen = await store.memberConnectionsOf(space.id).ofUser(user.id);
  if (!letsPassword(space, member, chosen.length > 0)) return null;
  return (await comesThroughConnection(store, space.id, user.id)) ? null : action;
}

async function comesThroughConnection(store: Store, spaceId: string, userId: string): Promise<boolean> {
  for (const { connectionId, status } of await store.optionsOf(spaceId).all()) {
    if (status !== "active") continue;
    const connection = await store.connectionLookup.byId(connectionId);
    if (!connection) continue;
    const { identities } = store.connectionsOf(connection.organizationId);
    if (await identities.byUser(connectionId, userId)) return true;
  }
  return false;
}
