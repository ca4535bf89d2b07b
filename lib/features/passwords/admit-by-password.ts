import { passwordUsedWhileEnforced } from "@/lib/features/notifications/messages/password-used-while-enforced";
import { securityChanged } from "@/lib/features/notifications/messages/security-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { acceptInvitation } from "@/lib/features/people/accept-invitation";
import { type OpenedSession, openSession } from "@/lib/features/sessions/open-session";
import { signInRefused } from "@/lib/features/sign-in/sign-in-refusals";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome } from "@/lib/model/outcome";
import { displayName, type User } from "@/lib/model/people/person";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type PasswordSpace, passwordSpacesOf } from "./password-access";
import { rememberDevice } from "./remembered-device";
import type { SecondFactorProof } from "./second-factor";

/** A person who has proved their password, and the second factor if one is set up. */
export interface ProvedByPassword {
  userId: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  secondFactor: SecondFactorProof | null;
  spaceSlug: string | null;
  deviceCookie: string | null;
  address: string | null;
  userAgent: string | null;
  previousSessionId: string | null;
}

/** The end of a password sign-in: the cookies to set and the redirect. */
export interface PasswordAdmission extends OpenedSession {
  step: "signed_in";
  userId: string;
  deviceCookie: string;
  /** The redirect if no page was requested. */
  landing: string;
}

/**
 * Opens the session of a person who has proved their password: it reaches exactly the spaces that admit this person
 * by password (docs/model.md#sessions). On a space's own sign-in page that space must be among them. Operators are
 * always admitted.
 */
export async function admitByPassword(
  deps: Dependencies,
  proved: ProvedByPassword,
): Promise<Outcome<PasswordAdmission>> {
  try {
    return await deps.store.transaction(async (tx) => done(await admit({ ...deps, store: tx }, proved)));
  } catch (error) {
    if (error instanceof NotAdmitted) return signInRefused();
    throw error;
  }
}

async function admit(deps: Dependencies, proved: ProvedByPassword): Promise<PasswordAdmission> {
  const at = deps.now();
  const { users } = deps.store;
  // The write locks the person's row: a concurrent reset is complete before the hash is read again.
  await users.update(proved.userId, { lastPasswordSignInAt: at });
  const credentials = await users.credentialsOf(proved.userId);
  const user = await users.byId(proved.userId);
  if (!user || credentials?.passwordHash !== proved.passwordHash) throw new NotAdmitted();
  const open = chosenSpaces(await passwordSpacesOf(deps.store, user.id), proved.spaceSlug);
  const entry = open.find(({ space }) => space.slug === proved.spaceSlug);
  const enters = proved.spaceSlug === null ? open.length > 0 : entry !== undefined;
  if (!enters && !user.isOperator) throw new NotAdmitted();

  const spaces = open.map(({ space }): SessionSpace => {
    return { spaceId: space.id, way: "password", connectionId: null, providerSession: null, admittedAt: at };
  });
  const session = await openSession(deps, { ...proved, spaces });
  await acceptInvitations(deps, user, open, proved.address);
  await writeDown(deps, user, open, proved);
  return {
    ...session,
    step: "signed_in",
    userId: user.id,
    deviceCookie: rememberDevice(deps, proved.deviceCookie, user.id),
    landing: landing(entry, open),
  };
}

/**
 * The spaces that this sign-in admits to. An invitation is accepted at the sign-in page of the space that sent it; at
 * the common page the newest one is, for a person whom no other space admits.
 */
function chosenSpaces(open: readonly PasswordSpace[], slug: string | null): PasswordSpace[] {
  const own = open.filter(({ membership }) => !isInvitation(membership));
  const invitations = open.filter(({ membership }) => isInvitation(membership));
  if (slug !== null) return [...own, ...invitations.filter(({ space }) => space.slug === slug)];
  if (own.length > 0) return own;
  return invitations
    .toSorted((a, b) => b.membership.createdAt.getTime() - a.membership.createdAt.getTime())
    .slice(0, 1);
}

async function acceptInvitations(
  deps: Dependencies,
  user: User,
  open: readonly PasswordSpace[],
  address: string | null,
): Promise<void> {
  for (const { space, membership } of open)
    if (isInvitation(membership))
      await acceptInvitation(deps, space.id, user, { address, vouchedFor: false });
}

/** Until the person has proved themselves to the space, which may have let them in by a provider of its own. */
const isInvitation = ({ status, vouchedFor }: PasswordSpace["membership"]) =>
  status === "invited" || vouchedFor;

/** Rolls back, with the time of the last password sign-in, and becomes the ordinary refusal. */
class NotAdmitted extends Error {}

function landing(entry: PasswordSpace | undefined, open: readonly PasswordSpace[]): string {
  const last = [...open].sort(
    (a, b) => (b.membership.lastSignInAt?.getTime() ?? 0) - (a.membership.lastSignInAt?.getTime() ?? 0),
  )[0];
  const space = (entry ?? last)?.space;
  return space ? `/${space.slug}` : "/operator";
}

/** Always in the same order: two sign-ins at once would otherwise deadlock on each other's audit chains. */
function inOrder(open: readonly PasswordSpace[]): PasswordSpace[] {
  return [...open].sort((a, b) => (a.space.id < b.space.id ? -1 : 1));
}

/** The audit log of each space; if single sign-on is enforced, the other administrators are notified too. */
async function writeDown(
  deps: Dependencies,
  user: User,
  open: readonly PasswordSpace[],
  proved: Pick<ProvedByPassword, "address" | "secondFactor">,
): Promise<void> {
  const at = deps.now();
  const actor: Actor = { kind: "user", id: user.id, name: displayName(user), address: proved.address };
  for (const { space } of inOrder(open)) {
    const enforced = space.passwordSignIn === "it_administrators_only";
    await deps.store.auditOf(space.id).append(
      {
        actor,
        action: enforced ? "person.signed_in_by_password_while_enforced" : "person.signed_in_by_password",
        target: { kind: "user", id: user.id, name: user.email },
        details: { secondFactor: proved.secondFactor },
      },
      at,
    );
    if (!enforced) continue;
    for (const member of await deps.store.membershipsOf(space.id).administrators()) {
      if (member.userId === user.id || member.status !== "active") continue;
      await sendMessage(deps, {
        spaceId: space.id,
        recipient: member.user.email,
        ...passwordUsedWhileEnforced({
          space,
          person: user,
          at,
          address: proved.address,
          appUrl: deps.appUrl,
        }),
      });
    }
  }
  if (proved.secondFactor === "recovery_code") {
    const text = securityChanged("recovery_code_used", { at, address: proved.address, appUrl: deps.appUrl });
    await sendMessage(deps, { spaceId: null, recipient: user.email, ...text });
  }
  if (user.isOperator) {
    await deps.store.auditOf(null).append(
      {
        actor: { ...actor, kind: "operator" },
        action: "operator.signed_in",
        target: { kind: "user", id: user.id, name: user.email },
        details: { secondFactor: proved.secondFactor },
      },
      at,
    );
  }
}
