import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { securityChanged } from "@/lib/features/notifications/messages/security-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { appendForPerson } from "@/lib/features/people/person-audit";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName, type User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import { mayUsePassword } from "./password-access";
import { validateNewPassword } from "./validate-password";

/** The owner of a live reset link, without using it up: opening the page, as mail scanners do, changes nothing. */
export async function peekReset(
  { store, secrets, now }: Pick<Dependencies, "store" | "secrets" | "now">,
  link: string,
): Promise<User | null> {
  const reset = await store.passwordResets.peek(secrets.hash(link), now());
  return reset && store.users.byId(reset.userId);
}

/**
 * Sets a new password with a link from "Forgotten password?": uses the link up, ends every session of the person and
 * every other link. It signs nobody in, so the second factor is still required, and it does not bypass enforced
 * single sign-on.
 */
export async function resetPassword(
  deps: Dependencies,
  input: { link: string; newPassword: string; address: string | null },
): Promise<Outcome<{ email: string }>> {
  const user = await peekReset(deps, input.link);
  if (!user) return linkOver();
  if (!(await mayUsePassword(deps.store, user))) return passwordsNotUsed();
  const credentials = await deps.store.users.credentialsOf(user.id);
  const validated = await validateNewPassword(
    deps,
    user,
    input.newPassword,
    credentials?.passwordHash ?? null,
  );
  if (!validated.ok) return validated;
  const passwordHash = await deps.passwords.hash(input.newPassword);

  const at = deps.now();
  return deps.store.transaction(async (tx) => {
    if (!(await mayUsePassword(tx, user))) return passwordsNotUsed();
    if (!(await tx.passwordResets.use(deps.secrets.hash(input.link), at))) return linkOver();
    await tx.users.update(user.id, { passwordHash, passwordChangedAt: at });
    await tx.passwordResets.endOfUser(user.id, at);
    const actor: Actor = { kind: "user", id: user.id, name: displayName(user), address: input.address };
    const within = { ...deps, store: tx };
    const ended = await endAccessEverywhere(within, user, { cause: "password_reset", actor });
    await appendForPerson(
      tx,
      user,
      { actor, action: "password.reset", details: { sessionsEnded: ended.sessions } },
      at,
    );
    const text = securityChanged("password_reset", { at, address: input.address, appUrl: deps.appUrl });
    await sendMessage(within, { spaceId: null, recipient: user.email, ...text });
    return done({ email: user.email });
  });
}

function linkOver() {
  return refused(
    "not_found",
    "reset_link_over",
    "This link was already used, has expired or is incomplete. Request a new one.",
  );
}

function passwordsNotUsed() {
  return refused(
    "forbidden",
    "password_not_used_here",
    "You sign in through your organization's identity provider, so you cannot use a password. If that sign-in does not work, ask an administrator of your organization.",
  );
}
