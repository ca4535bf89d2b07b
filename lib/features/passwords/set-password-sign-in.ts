import type { Store } from "@/lib/db/store";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { passwordSignInChanged } from "@/lib/features/notifications/messages/password-sign-in-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { hasPasswordFallback, passwordFallbackDays } from "@/lib/model/sign-in/password-fallback";
import type { PasswordSignIn } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Sets who may sign in to the space with a password (docs/model.md#who-may-use-one): everybody who has one, or its IT
 * administrators only. The second needs an active connection, and an IT administrator whose password was used
 * recently; both are checked under the space's lock, so that neither can disappear at the same moment. Nobody is
 * signed out.
 */
export async function setPasswordSignIn(
  deps: Dependencies,
  ctx: Context,
  input: PasswordSignIn,
): Promise<Outcome<{ passwordSignIn: PasswordSignIn; changed: boolean }>> {
  const refusal = input === "it_administrators_only" ? notSubscribed(ctx.space) : null;
  if (refusal) return refusal;
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const before = await tx.spaces.byId(ctx.space.id);
    if (!before) return refused("not_found", "space_not_found", "There is no such space.");
    if (before.passwordSignIn === input) return done({ passwordSignIn: input, changed: false });
    const problem = input === "it_administrators_only" ? await enforcementProblem(tx, before.id, now) : null;
    if (problem) return problem;
    const space = await tx.spaces.update(before.id, { passwordSignIn: input });
    if (!space) return refused("not_found", "space_not_found", "There is no such space.");
    await tx.auditOf(space.id).append(
      {
        actor: ctx.actor,
        action: "space.password_sign_in_changed",
        target: { kind: "space", id: space.id, name: space.name },
        details: { from: before.passwordSignIn, to: input },
      },
      now,
    );
    const text = passwordSignInChanged({
      space,
      by: ctx.actor.name ?? "Somebody",
      at: now,
      appUrl: deps.appUrl,
    });
    for (const { userId, user, status } of await tx.membershipsOf(space.id).administrators()) {
      if (status !== "active" || userId === ctx.user?.id) continue;
      await sendMessage({ ...deps, store: tx }, { spaceId: space.id, recipient: user.email, ...text });
    }
    return done({ passwordSignIn: input, changed: true });
  });
}

/** Why single sign-on cannot be enforced at the moment; `null` if it can. */
export async function enforcementProblem(store: Store, spaceId: string, now: Date) {
  const options = await store.optionsOf(spaceId).all();
  if (!options.some(({ status }) => status === "active"))
    return refused(
      "conflict",
      "no_active_connection",
      "No connection is active, so only IT administrators could sign in. Activate a connection first.",
    );
  if (!hasPasswordFallback(await store.membershipsOf(spaceId).administrators(), now))
    return refused(
      "conflict",
      "no_way_back",
      `No IT administrator has signed in with a password in the last ${passwordFallbackDays} days. One of them must do so first, so that somebody can sign in if the identity provider fails.`,
    );
  return null;
}
