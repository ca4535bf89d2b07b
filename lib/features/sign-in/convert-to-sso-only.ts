import type { Store } from "@/lib/db/store";
import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { ssoOnlyNow } from "@/lib/features/notifications/messages/sso-only";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { appendForPerson } from "@/lib/features/people/person-audit";
import type { Connection } from "@/lib/model/connections/connection";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import { displayName, type User } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import { keepsPassword } from "@/lib/model/sign-in/sso-only";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ExistingPerson } from "./admission-facts";

/**
 * Converts a password user whom an organization admits to SSO only (docs/model.md#conversion-to-sso-only): clears
 * password, its age and two-factor, and ends every open session. Returns whether that happened: not if the space that
 * owns the organization lets people keep their passwords. Must run in the transaction of the sign-in, after the
 * memberships were written and before the new session is.
 */
export async function convertToSsoOnly(
  deps: Dependencies,
  signIn: {
    connection: Connection;
    person: ClaimedPerson;
    existing: ExistingPerson;
    /** As read in this transaction. */
    user: User;
    /** The role up to which the connection may speak for people. */
    upTo: Role;
    address: string | null;
  },
): Promise<boolean> {
  const { store } = deps;
  const { connection, person, existing, user } = signIn;
  if (!user.hasPassword) return false;
  const options = await store.organizationOptionsOf(connection.organizationId).active();
  const kept = keepsPassword({
    converts: await converts(store, connection.organizationId),
    user,
    // A person found by their subject may come with any address: their own counts.
    domainIsOurs: existing.domainIsOurs && parseEmailAddress(user.email)?.domain === person.domain,
    memberships: await store.users.membershipsOf(user.id),
    upTo: signIn.upTo,
    spacesOfOrganization: new Set(options.map(({ spaceId }) => spaceId)),
  });
  if (kept) return false;
  await clearPassword(deps, user, connection, signIn.address);
  return true;
}

/** The organization's own people are converted, so the space that owns it decides for every other one. */
async function converts(store: Store, organizationId: string): Promise<boolean> {
  const ownerId = await store.domainDirectory.ownerSpaceId(organizationId);
  const owner = ownerId === null ? null : await store.spaces.byId(ownerId);
  return owner?.convertToSsoOnly ?? true;
}

async function clearPassword(
  deps: Dependencies,
  user: User,
  connection: Connection,
  address: string | null,
): Promise<void> {
  const { store } = deps;
  const now = deps.now();
  await store.users.update(user.id, {
    passwordHash: null,
    passwordChangedAt: null,
    totpSealed: null,
    totpEnabledAt: null,
    ssoOnlyOrganizationId: connection.organizationId,
  });
  await store.users.replaceRecoveryCodes(user.id, []);
  await store.passwordResets.endOfUser(user.id, now);
  const actor = { kind: "user", id: user.id, name: displayName(user), address } as const;
  const { sessions: sessionsEnded } = await endAccessEverywhere(deps, user, { cause: "sso_only", actor });
  await appendForPerson(
    store,
    user,
    {
      actor,
      action: "person.sso_only",
      details: { connection: connection.name, connectionId: connection.id, sessionsEnded },
    },
    now,
  );
  await sendMessage(deps, {
    spaceId: null,
    recipient: user.email,
    ...ssoOnlyNow({ connectionName: connection.name, at: now, address }),
  });
}
