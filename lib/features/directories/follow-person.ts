import { addressChangeOf } from "@/lib/features/sign-in/address-change";
import { isAbove } from "@/lib/features/sign-in/admit-person";
import { followAddress } from "@/lib/features/sign-in/follow-address";
import type { FeedReason } from "@/lib/model/directories/directory";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { Role } from "@/lib/model/people/roles";
import { type Applying, directoryActor, namesOf } from "./applying";

/**
 * Lets name and address follow the feed, by the rules that sign-ins have: only of people of the organization's own
 * domains, never of somebody above those whom the feed may speak for. Returns why the address does not follow, if so.
 */
export async function followPerson(applying: Applying, upTo: Role): Promise<FeedReason | null> {
  const { deps, directory, person, match, changed } = applying;
  const { store } = deps;
  // Somebody who was just created has both already.
  if (match.kind === "new" || !applying.user || !person.active) return null;
  const { user } = match;
  const own = parseEmailAddress(user.email);
  const owner = own && (await store.domainDirectory.verifiedOwner(own.domain));
  if (owner?.organizationId !== directory.organizationId) return null;
  await followName(applying, upTo);
  const given = await store.domainDirectory.verifiedOwner(match.address.domain);
  const found = { user, domainIsOurs: given?.organizationId === directory.organizationId };
  const change = await addressChangeOf(store, directory, { email: match.address.address }, found, upTo);
  if (!change) return null;
  if (change.taken) return "address_taken";
  const { organizationId, name, connectionId } = directory;
  const source = { organizationId, name, connectionId, actor: directoryActor(directory), address: null };
  const followed = await followAddress(deps, { source, user, change });
  if (!followed) return "address_taken";
  applying.user = followed;
  changed.push(`the address of ${change.from} is now ${change.to}`);
  return null;
}

async function followName(applying: Applying, upTo: Role): Promise<void> {
  const { deps, person, user, changed } = applying;
  if (!user) return;
  const fed = namesOf(person.resource);
  const named = { firstName: fed.firstName || user.firstName, lastName: fed.lastName || user.lastName };
  if (named.firstName === user.firstName && named.lastName === user.lastName) return;
  if (await isAbove(deps.store, user.id, upTo)) return;
  await deps.store.users.update(user.id, named);
  changed.push(`${user.email} is now called ${`${named.firstName} ${named.lastName}`.trim()}`);
}
