import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { securityChanged } from "@/lib/features/notifications/messages/security-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { appendForPerson } from "@/lib/features/people/person-audit";
import { type OpenedSession, openSession } from "@/lib/features/sessions/open-session";
import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { confirmOwnPassword } from "./own-password";
import { mayUsePassword } from "./password-access";
import { validateNewPassword } from "./validate-password";

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

/**
 * Changes the password of the signed-in person, if a space of theirs admits them by it. A first one is set with a
 * mailed link only: a session that an identity provider has opened proves nothing to other tenants. Every other
 * session and every reset link ends; this browser gets a new session, whose cookie the caller sets.
 */
export async function changePassword(
  deps: Dependencies,
  ctx: Context,
  input: PasswordChange,
): Promise<Outcome<OpenedSession>> {
  const { user, sessionId } = ctx;
  const session = sessionId ? await deps.store.sessions.byId(sessionId) : null;
  if (!user || !session)
    return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  if (!(await hasProvenAddress(deps, ctx))) return addressNotProven();
  if (!(await mayUsePassword(deps.store, user))) {
    return refused(
      "forbidden",
      "password_not_used_here",
      "You sign in through your organization's identity provider, so you cannot use a password.",
    );
  }
  const current = await confirmOwnPassword(deps, ctx, user, input.currentPassword);
  if (!current.ok) return current;
  const validated = await validateNewPassword(deps, user, input.newPassword, current.value.currentHash);
  if (!validated.ok) return validated;
  const passwordHash = await deps.passwords.hash(input.newPassword);

  const at = deps.now();
  return deps.store.transaction(async (tx) => {
    const within = { ...deps, store: tx };
    await tx.users.update(user.id, { passwordHash, passwordChangedAt: at });
    await tx.passwordResets.endOfUser(user.id, at);
    const cause = { cause: "password_changed", actor: ctx.actor, exceptSessionId: session.id } as const;
    const ended = await endAccessEverywhere(within, user, cause);
    const { address, userAgent, spaces } = session;
    await tx.sessions.end(session.id, "replaced", at);
    const opened = await openSession(within, {
      userId: user.id,
      spaces,
      address,
      userAgent,
      previousSessionId: null,
    });
    const details = { sessionsEnded: ended.sessions };
    await appendForPerson(tx, user, { actor: ctx.actor, action: "password.changed", details }, at);
    const text = securityChanged("password_changed", {
      at,
      address: ctx.actor.address,
      appUrl: deps.appUrl,
    });
    await sendMessage(within, { spaceId: null, recipient: user.email, ...text });
    return done(opened);
  });
}
