import { passwordAgain } from "@/lib/features/notifications/messages/sso-only";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { viewUser } from "@/lib/features/people/user-view";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { User } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UserView } from "@/lib/schemas/user";
import { canRestorePassword, otherOrganization } from "./can-restore-password";
import { mayUsePassword } from "./password-access";

const linkHours = 24;

/**
 * Lets an SSO-only person set a password again and mails them a link for it. Only for administrators of a space of
 * the organization that converted them: nobody else may undo that organization's decision.
 */
export async function restorePassword(
  deps: Dependencies,
  ctx: Context,
  userId: string,
): Promise<Outcome<UserView>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const memberships = tx.membershipsOf(ctx.space.id);
    const member = await memberships.member(userId);
    if (!member) return refused("not_found", "user_not_found", "There is no such person in this space.");
    const { user } = member;
    const organizationId = user.ssoOnlyOrganizationId;
    if (organizationId === null)
      return refused(
        "conflict",
        "not_sso_only",
        "This person does not have to use single sign-on. They can use “Forgotten password?” on the sign-in page.",
        { received: "not SSO-only", expected: "SSO-only" },
      );
    if (!(await canRestorePassword(tx, ctx.space.id, user))) return otherOrganization();
    if (!(await mayUsePassword(tx, { ...user, ssoOnlyOrganizationId: null })))
      return refused(
        "conflict",
        "no_password_door",
        "No space allows this person to sign in with a password, so a new one would have no effect. Allow passwords for everyone under Sign-in, or clear the connections on the person's tab “SSO connections”, then try again.",
      );
    await tx.users.update(user.id, { ssoOnlyOrganizationId: null });
    await mailLink({ ...deps, store: tx }, ctx, user);
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "person.password_allowed_again",
        target: { kind: "user", id: user.id, name: user.email },
      },
      deps.now(),
    );
    const after = await memberships.member(userId);
    return done(viewUser(after ?? member));
  });
}

/** Mails the person a link to set a password. */
async function mailLink(deps: Dependencies, { space }: Context, user: User): Promise<void> {
  const now = deps.now();
  const secret = deps.secrets.secret();
  await deps.store.passwordResets.insert({
    id: deps.secrets.id("reset"),
    userId: user.id,
    hash: deps.secrets.hash(secret),
    createdAt: now,
    expiresAt: new Date(now.getTime() + linkHours * 3_600_000),
  });
  const text = passwordAgain({
    spaceName: space.name,
    link: `${deps.appUrl}/reset-password/${secret}`,
    hours: linkHours,
    appUrl: deps.appUrl,
  });
  await sendMessage(deps, { spaceId: null, recipient: user.email, ...text });
}
