import type { Store } from "@/lib/db/store";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { acceptInvitation } from "@/lib/features/people/accept-invitation";
import { provisionedMembership } from "@/lib/features/people/provisioned-membership";
import type { Connection } from "@/lib/model/connections/connection";
import { nameToSpace } from "@/lib/model/people/acceptance";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { Membership, User } from "@/lib/model/people/person";
import { compareRoles, type Role } from "@/lib/model/people/roles";
import type { Entry } from "@/lib/model/sign-in/admission-facts";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ExistingPerson, ReadFacts } from "./admission-facts";

interface Admitted {
  connection: Connection;
  person: ClaimedPerson;
  existing: ExistingPerson;
  space: Space;
  facts: ReadFacts;
  entry: Entry;
}

/**
 * Writes a person whom a space admits (or puts on its waiting list): the user if there is none, the link to the
 * provider's subject, and the membership with role, licence and teams. Must run in the transaction of the sign-in,
 * with the space locked.
 */
export async function admitPerson(deps: Dependencies, admitted: Admitted): Promise<User> {
  const user = await userOf(deps, admitted);
  await link(deps, admitted, user);
  await writeMembership(deps, admitted, user);
  return user;
}

/**
 * The same for a person who must wait for an administrator: a membership without a licence, created once, and the
 * administrators are notified.
 */
export async function requestApproval(deps: Dependencies, admitted: Admitted): Promise<User> {
  const user = await userOf(deps, admitted);
  await link(deps, admitted, user);
  const { space, facts, entry } = admitted;
  if (facts.membership) return user;
  await deps.store.membershipsOf(space.id).insert(newMembership(admitted, user, "pending", deps.now()));
  await audit(deps, admitted, user, "person.waits_for_approval", { role: entry.role });
  await notifyAdministrators(deps, space, { kind: "approval_needed", email: user.email });
  return user;
}

/** Whether somebody has a higher role anywhere than the connection may speak for: names are the same in every space. */
export async function isAbove(store: Store, userId: string, upTo: Role): Promise<boolean> {
  if (upTo === "admin") return false;
  const memberships = await store.users.membershipsOf(userId);
  return memberships.some(({ role }) => compareRoles(role, upTo) > 0);
}

async function userOf(deps: Dependencies, { person, existing, facts }: Admitted): Promise<User> {
  const { users } = deps.store;
  if (existing.user) {
    const { id, firstName, lastName, email } = existing.user;
    const named = { firstName: person.firstName ?? firstName, lastName: person.lastName ?? lastName };
    const renamed = named.firstName !== firstName || named.lastName !== lastName;
    // Only the organization that has verified the domain may name its people. The person's own domain counts: a
    // person found by their subject can come with any address that the provider likes.
    const isTheirs = existing.domainIsOurs && parseEmailAddress(email)?.domain === person.domain;
    if (renamed && isTheirs && !(await isAbove(deps.store, id, facts.admitsUpTo)))
      await users.update(id, named);
    return existing.user;
  }
  await users.insert({
    id: deps.secrets.id("user"),
    email: person.email,
    firstName: person.firstName ?? "",
    lastName: person.lastName ?? "",
    passwordHash: null,
    passwordChangedAt: null,
    ssoOnlyOrganizationId: null,
    isOperator: false,
    totpSealed: null,
    totpEnabledAt: null,
    createdAt: deps.now(),
    lastSignInAt: null,
    lastPasswordSignInAt: null,
  });
  // Read back by address: at another space another connection of the same organization (nobody else may create people
  // of its domain) can have created the same person since we looked.
  const user = await users.byEmail(person.email);
  if (!user) throw new Error("a user that was just created cannot be read");
  return user;
}

async function link(
  deps: Dependencies,
  { connection, person, existing }: Admitted,
  user: User,
): Promise<void> {
  const { identities } = deps.store.connectionsOf(connection.organizationId);
  const now = deps.now();
  const { issuer, subject, subjectAsSent } = person;
  const found = existing.linkBySubject;
  if (found) {
    // Stored in another form before: from now on in the form that is compared.
    if (found.subject !== subject && found.subject !== subjectAsSent)
      await identities.update(found.id, { subject });
    return;
  }
  const link = existing.linkOfUser ?? (await identities.byUser(connection.id, user.id));
  if (link) {
    const moved = link.subject !== subject || link.issuer !== issuer;
    // The time of last use is written with the session.
    if (moved) await identities.update(link.id, { issuer, subject, relinkAllowed: false, lastUsedAt: now });
    return;
  }
  await identities.insert({
    id: deps.secrets.id("link"),
    organizationId: connection.organizationId,
    connectionId: connection.id,
    userId: user.id,
    issuer,
    subject,
    relinkAllowed: false,
    firstUsedAt: now,
    lastUsedAt: now,
  });
}

async function writeMembership(deps: Dependencies, admitted: Admitted, user: User): Promise<void> {
  const { space, facts, entry } = admitted;
  const memberships = deps.store.membershipsOf(space.id);
  const now = deps.now();
  const { membership } = facts;
  if (membership) {
    await acceptBy(deps, admitted, user, membership);
    const changed = membership.role !== entry.role;
    // The time of the last sign-in is written with the session.
    if (changed || membership.licence !== entry.role || membership.roleSource !== entry.roleSource)
      await memberships.update(user.id, {
        role: entry.role,
        licence: entry.role,
        roleSource: entry.roleSource,
      });
    if (changed)
      await audit(deps, admitted, user, "membership.role_changed", {
        before: membership.role,
        after: entry.role,
      });
  } else {
    await memberships.insert(newMembership(admitted, user, "active", now));
    await audit(deps, admitted, user, "person.provisioned", {
      role: entry.role,
      licence: entry.role,
    });
  }
  const kept = entry.keepsTeams ? (await memberships.teamsOf(user.id)).map(({ id }) => id) : [];
  const wanted = [...kept, ...entry.teams];
  if (!sameTeams(facts.mappedTeams, wanted)) await memberships.setMappedTeams(user.id, wanted);
}

/**
 * Somebody who was invited has come in. Only a connection whose organization has verified their domain proves that it is them:
 * any other one is the space's own word for a stranger, of whom it goes on to learn nothing.
 */
async function acceptBy(
  deps: Dependencies,
  { space, person, existing }: Admitted,
  user: User,
  { status, vouchedFor }: Membership,
): Promise<void> {
  const proved = isProved({ person, existing }, user);
  if (status === "invited")
    await acceptInvitation(deps, space.id, user, { address: null, vouchedFor: !proved });
  else if (vouchedFor && proved)
    await deps.store.membershipsOf(space.id).update(user.id, { vouchedFor: false });
}

const isProved = ({ person, existing }: Pick<Admitted, "person" | "existing">, user: User) =>
  existing.domainIsOurs && parseEmailAddress(user.email)?.domain === person.domain;

function sameTeams(before: readonly string[] | null, wanted: readonly string[]): boolean {
  // A team can occur twice: from a rule, and as one that is kept.
  const names = new Set(wanted);
  return before !== null && before.length === names.size && before.every((team) => names.has(team));
}

const newMembership = (
  { space, connection, entry }: Admitted,
  user: User,
  status: "active" | "pending",
  now: Date,
): Membership =>
  provisionedMembership({
    spaceId: space.id,
    userId: user.id,
    entry,
    status,
    origin: "sso",
    connectionId: connection.id,
    now,
  });

function audit(
  deps: Dependencies,
  admitted: Admitted,
  user: User,
  action: string,
  details: Record<string, unknown>,
) {
  const { space, connection, facts } = admitted;
  const isVouchedFor = facts.membership !== null && facts.membership.status !== "active";
  const name = nameToSpace(user, {
    vouchedFor: (facts.membership?.vouchedFor || isVouchedFor) && !isProved(admitted, user),
  });
  return deps.store.auditOf(space.id).append(
    {
      actor: { kind: "user", id: user.id, name, address: null },
      action,
      target: { kind: "user", id: user.id, name },
      details: { ...details, connection: connection.name, connectionId: connection.id },
    },
    deps.now(),
  );
}
