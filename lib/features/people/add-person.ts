import type { Store } from "@/lib/db/store";
import { spendMail } from "@/lib/features/notifications/mail-limits";
import { welcome } from "@/lib/features/notifications/messages/welcome";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { canRestorePassword, otherOrganization } from "@/lib/features/passwords/can-restore-password";
import { signInOptions } from "@/lib/features/sign-in/sign-in-options";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { asSeenBySpace } from "@/lib/model/people/acceptance";
import type { Member, Membership, MembershipOrigin } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import { hasFreeSeat } from "@/lib/model/people/seats";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UserView } from "@/lib/schemas/user";
import { membershipProblem } from "./membership-problem";
import { userForAddress } from "./new-user";
import { outsideOf } from "./outside-domains";
import { roleAboveOwn } from "./own-role";
import { viewUser } from "./user-view";

export interface NewPerson {
  /** Normalised. */
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  isItAdministrator: boolean;
}

interface HowAdded {
  origin: Extract<MembershipOrigin, "manual" | "command_line">;
  passwordHash?: string | null;
  welcome: boolean;
}

/**
 * Adds a person to the space by hand, by the API or by the command line. An existing user stays unchanged and gets a
 * membership. Somebody from outside the space's verified domains is `invited` until they sign in to it, whether they
 * have a user or not; the command line belongs to the vendor, who knows all of them. Takes a licence if one is free,
 * and notifies the person by email how to sign in.
 */
export async function addPerson(
  deps: Dependencies,
  ctx: Context,
  input: NewPerson,
  how: HowAdded,
): Promise<Outcome<UserView>> {
  const above = roleAboveOwn(ctx, input.role, "role");
  if (above) return above;
  if (input.isItAdministrator && input.role !== "admin") {
    return refused(
      "invalid",
      "it_administrator_must_be_admin",
      membershipProblem.it_administrator_must_be_admin,
      {
        field: "isItAdministrator",
      },
    );
  }
  if (how.welcome && how.origin === "manual") {
    const isOutside = await outsideOf(deps.store, ctx.space.id);
    const limited = isOutside(input.email) && (await spendMail(deps, ctx.space.id, [input.email]));
    if (limited) return limited;
  }
  return deps.store.transaction((tx) => addUnderLock(deps, tx, ctx, { input, how }));
}

/** Under the lock: two people added at once do not share the last licence. */
async function addUnderLock(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  { input, how }: { input: NewPerson; how: HowAdded },
): Promise<Outcome<UserView>> {
  await tx.spaces.lock(ctx.space.id);
  const space = (await tx.spaces.byId(ctx.space.id)) ?? ctx.space;
  const memberships = tx.membershipsOf(space.id);
  if (!hasFreeSeat(space.seats, await memberships.seatsInUse(), input.role)) {
    return refused("conflict", "no_licence", membershipProblem.no_licence, {
      field: "role",
      received: input.role,
    });
  }
  const outside = how.origin === "manual" && (await outsideOf(tx, space.id))(input.email);
  const { user, isNew } = await userForAddress(deps, tx, {
    ...input,
    passwordHash: how.passwordHash ?? null,
  });
  // Nothing about an outsider is revealed or changed before they accept.
  if (input.isItAdministrator && !isNew && !outside) {
    if (!(await canRestorePassword(tx, space.id, user))) return otherOrganization("isItAdministrator");
    await tx.users.update(user.id, { ssoOnlyOrganizationId: null });
  }
  const membership = newMembership(space.id, user.id, {
    ...input,
    status: outside ? "invited" : "active",
    origin: how.origin,
    createdAt: deps.now(),
  });
  if (!(await memberships.insert(membership))) {
    const message = "This person is already in the space. Open their card to change what they may do.";
    return refused("conflict", "already_member", message, { field: "email", received: input.email });
  }
  await tx.auditOf(space.id).append(
    {
      actor: ctx.actor,
      action: "user.added",
      target: { kind: "user", id: user.id, name: user.email },
      details: {
        role: input.role,
        isItAdministrator: input.isItAdministrator,
        origin: how.origin,
        ...(outside ? { invited: true } : { newUser: isNew }),
      },
    },
    membership.createdAt,
  );
  if (how.welcome) {
    // An IT administrator is never signed in through single sign-on.
    const options = input.isItAdministrator ? [] : await signInOptions(tx, space);
    const signInWith = options.map(({ name }) => name);
    const text = welcome({ space, person: user, signInWith, appUrl: deps.appUrl });
    await sendMessage({ ...deps, store: tx }, { spaceId: space.id, recipient: user.email, ...text });
  }
  return done(viewUser(asSeenBySpace({ ...membership, user })));
}

function newMembership(
  spaceId: string,
  userId: string,
  given: Pick<Member, "role" | "status" | "isItAdministrator" | "origin" | "createdAt">,
): Membership {
  const { role, status, isItAdministrator, origin, createdAt } = given;
  return {
    spaceId,
    userId,
    role,
    status,
    licence: role,
    isItAdministrator,
    permissions: [],
    origin,
    vouchedFor: false,
    originConnectionId: null,
    roleSource: "manual",
    createdAt,
    lastSignInAt: null,
  };
}
