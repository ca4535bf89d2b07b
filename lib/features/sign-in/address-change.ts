import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import { compareRoles, type Role } from "@/lib/model/people/roles";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";

/** A person whom the provider has brought before has another address there now. */
export interface AddressChange {
  from: string;
  to: string;
  /** Another user has the new address: two people are never merged. */
  taken: boolean;
}

/**
 * The change of address of a person who was found by their subject, if it follows the provider; `null` if there is
 * none, or if their address stays. It follows only between domains that the connection's own organization has
 * verified, the old one as well as the new one: no company decides about another's addresses. IT administrators and
 * operators keep theirs, because they need it to sign in when the provider is broken; so do people who have a higher
 * role anywhere than the version admits (`upTo`), because a password is reset by the address.
 */
export async function addressChangeOf(
  store: Store,
  connection: Pick<Connection, "organizationId">,
  person: Pick<ClaimedPerson, "email">,
  found: { user: User | null; domainIsOurs: boolean },
  upTo: Role,
): Promise<AddressChange | null> {
  const { user } = found;
  if (!user || !found.domainIsOurs || user.email === person.email || user.isOperator) return null;
  const left = parseEmailAddress(user.email)?.domain ?? "";
  const owner = await store.domainDirectory.verifiedOwner(left);
  if (owner?.organizationId !== connection.organizationId) return null;
  const memberships = await store.users.membershipsOf(user.id);
  const isAbove = ({ role }: { role: Role }) => compareRoles(role, upTo) > 0;
  if (memberships.some((one) => one.isItAdministrator || isAbove(one))) return null;
  const taken = (await store.users.byEmail(person.email)) !== null;
  return { from: user.email, to: person.email, taken };
}
