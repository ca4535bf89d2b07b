import type { Store } from "@/lib/db/store";
import { endDeactivatedAccess } from "@/lib/features/access/end-members-access";
import { decided } from "@/lib/features/notifications/messages/decided";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { canRestorePassword, otherOrganization } from "@/lib/features/passwords/can-restore-password";
import { confirmOwnPassword } from "@/lib/features/passwords/own-password";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { hasAccepted } from "@/lib/model/people/acceptance";
import { changeMembership, type MembershipChange } from "@/lib/model/people/membership-change";
import type { Member, Membership } from "@/lib/model/people/person";
import { higherRole } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UpdateUser, UserView } from "@/lib/schemas/user";
import { membershipProblem, membershipProblemField } from "./membership-problem";
import { outsideOf } from "./outside-domains";
import { roleAboveOwn } from "./own-role";
import { updatePersonDetails } from "./person-details";
import { viewUser } from "./user-view";

/**
 * Changes a person's membership of the space (role, status, IT administrator, permission) and, if the space may,
 * their name and address. Deactivation ends the person's tokens and sessions here in the same transaction. Changing
 * one's own address needs one's password, because the owner of the address can reset the password. Refuses what would
 * leave the space without an administrator or IT administrator, even under concurrent requests.
 */
export async function updatePerson(
  deps: Dependencies,
  ctx: Context,
  userId: string,
  { currentPassword, ...change }: UpdateUser & { currentPassword?: string },
): Promise<Outcome<UserView>> {
  const { user } = ctx;
  if (user?.id === userId && change.email !== undefined && change.email !== user.email) {
    if (ctx.sessionId === null) return sessionNeeded();
    const password = await confirmOwnPassword(deps, ctx, user, currentPassword ?? "");
    if (!password.ok) return password;
  }
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    return updateWithin(deps, tx, ctx, userId, change);
  });
}

function sessionNeeded() {
  return refused(
    "forbidden",
    "session_needed",
    "You can change your own address only in the console, with your password. A token cannot do it.",
    { field: "email" },
  );
}

/** As `updatePerson`, inside a transaction that has locked the space. */
export async function updateWithin(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  userId: string,
  change: UpdateUser,
): Promise<Outcome<UserView>> {
  const memberships = tx.membershipsOf(ctx.space.id);
  const before = await memberships.member(userId);
  if (!before) return refused("not_found", "user_not_found", "There is no such person in this space.");
  if (change.status === "deactivated" && ctx.user?.id === userId) {
    return refused(
      "conflict",
      "cannot_deactivate_self",
      "You cannot deactivate yourself. Ask another administrator.",
    );
  }
  const decision = changeMembership(await factsOf(tx, ctx, before), membershipPart(change));
  if (decision.outcome === "refuse") {
    const field = membershipProblemField[decision.reason];
    return refused("conflict", decision.reason, membershipProblem[decision.reason], { field });
  }
  // Changing somebody's address or status is power over everything that they may do.
  const above = roleAboveOwn(ctx, higherRole(before.role, decision.next.role), "role");
  if (above) return above;
  // An IT administrator signs in with a password: no other space may restore what an organization has cleared. The
  // space does not learn where else a person belongs who has not accepted yet.
  const becomesOne = hasAccepted(before) && decision.next.isItAdministrator && !before.isItAdministrator;
  if (becomesOne && !(await canRestorePassword(tx, ctx.space.id, before.user)))
    return otherOrganization("isItAdministrator");
  const refusal = await updatePersonDetails(deps, tx, ctx, before, change);
  if (refusal) return refusal;
  await applyMembership(deps, tx, ctx, before, decision.next);
  const after = await memberships.member(userId);
  return after
    ? done(viewUser(after))
    : refused("not_found", "user_not_found", "There is no such person in this space.");
}

function membershipPart({ role, status, isItAdministrator, permissions }: UpdateUser): MembershipChange {
  return {
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
    ...(isItAdministrator === undefined ? {} : { isItAdministrator }),
    ...(permissions === undefined ? {} : { permissions }),
  };
}

async function factsOf(tx: Store, ctx: Context, member: Member) {
  const memberships = tx.membershipsOf(ctx.space.id);
  const others = (await memberships.administrators()).filter(
    (other) => other.userId !== member.userId && other.status === "active",
  );
  const space = await tx.spaces.byId(ctx.space.id);
  const { user: _, ...membership } = member;
  return {
    membership,
    otherAdministrators: others.length,
    otherItAdministrators: others.filter((other) => other.isItAdministrator).length,
    isFromOutside: (await outsideOf(tx, ctx.space.id))(member.user.email),
    seats: space?.seats ?? {},
    seatsInUse: await memberships.seatsInUse(),
  };
}

const compared = ["role", "status", "isItAdministrator", "permissions"] as const;

async function applyMembership(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  before: Member,
  next: Membership,
) {
  const changed = compared.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]));
  if (changed.length === 0) return;
  const now = deps.now();
  const { spaceId: _space, userId, ...columns } = next;
  await tx.membershipsOf(ctx.space.id).update(userId, columns);
  const details: Record<string, unknown> = {
    changed: Object.fromEntries(changed.map((key) => [key, { from: before[key], to: next[key] }])),
  };
  // An IT administrator is the emergency access if single sign-on is broken: nothing may keep them from a password.
  if (changed.includes("isItAdministrator") && next.isItAdministrator && before.user.ssoOnlyOrganizationId) {
    await tx.users.update(userId, { ssoOnlyOrganizationId: null });
    details.passwordAllowedAgain = true;
  }
  if (changed.includes("status") && next.status === "deactivated") {
    const within = { ...deps, store: tx };
    Object.assign(details, await endDeactivatedAccess(within, ctx.space.id, before.user, ctx.actor));
  }
  if (before.status === "pending" && next.status !== "pending") {
    const { space } = ctx;
    const text = decided({
      space,
      person: before.user,
      approved: next.status === "active",
      appUrl: deps.appUrl,
    });
    await sendMessage({ ...deps, store: tx }, { spaceId: space.id, recipient: before.user.email, ...text });
  }
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: changed.includes("status") ? statusActions[before.status][next.status] : "user.updated",
      target: { kind: "user", id: userId, name: before.user.email },
      details,
    },
    now,
  );
}

type Status = Membership["status"];
const unchangedStatus: Record<Status, string> = {
  invited: "user.updated",
  active: "user.updated",
  pending: "user.updated",
  deactivated: "user.updated",
};
const statusActions: Record<Status, Record<Status, string>> = {
  invited: { ...unchangedStatus, deactivated: "user.deactivated" },
  active: { ...unchangedStatus, deactivated: "user.deactivated" },
  pending: { ...unchangedStatus, active: "user.approved", deactivated: "user.rejected" },
  deactivated: { ...unchangedStatus, active: "user.reactivated", invited: "user.reactivated" },
};
