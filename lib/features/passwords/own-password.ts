import { tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { User } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { forgivePasswordTries, spendPasswordTry } from "./password-tries";

/**
 * Asks the signed-in person for their password once more, before a change to how they sign in: a session alone,
 * perhaps one that an identity provider has opened or an unattended browser, must not be enough to lock the real
 * person out. A person without a password sets one by email first.
 */
export async function confirmOwnPassword(
  deps: Dependencies,
  ctx: Context,
  user: Pick<User, "id" | "email">,
  typed: string,
): Promise<Outcome<{ currentHash: string }>> {
  const credentials = await deps.store.users.credentialsOf(user.id);
  const currentHash = credentials?.passwordHash ?? null;
  if (currentHash === null) return firstPasswordByMail();
  // Counted per session: somebody at an unattended browser must not find the password by trying.
  const attempt = { email: user.email, device: ctx.sessionId, address: ctx.actor.address };
  const wait = await spendPasswordTry(deps, attempt);
  if (wait > 0) return tooManyTries(wait);
  if (!(await deps.passwords.verify(currentHash, typed))) {
    return refused("forbidden", "current_password_wrong", "This is not your current password.", {
      field: "currentPassword",
    });
  }
  await forgivePasswordTries(deps, attempt);
  return done({ currentHash });
}

function firstPasswordByMail() {
  return refused(
    "forbidden",
    "first_password_by_mail",
    "You have no password yet. To create your first one, choose “Email me a link” on your account page.",
  );
}
