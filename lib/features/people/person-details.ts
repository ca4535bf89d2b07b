import type { Store } from "@/lib/db/store";
import { endAccessEverywhere } from "@/lib/features/access/end-access";
import { refused } from "@/lib/model/outcome";
import { hasAccepted } from "@/lib/model/people/acceptance";
import type { Member, User } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

interface Details {
  email?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
}

/**
 * True if the space's administrators may change the person's name and address: people of this space alone. Somebody
 * who uses another space too, or is an operator, could otherwise be taken over by giving them another address and a
 * new password.
 */
export async function ownsPerson(
  store: Store,
  spaceId: string,
  user: Pick<User, "id" | "isOperator">,
): Promise<boolean> {
  if (user.isOperator) return false;
  const memberships = await store.users.membershipsOf(user.id);
  return memberships.every((membership) => membership.spaceId === spaceId);
}

/**
 * Writes a person's new name or address if the space may; everything they own stays theirs (docs/model.md#domains).
 * Returns the refusal, or `null`. Runs inside the transaction of the change.
 */
export async function updatePersonDetails(
  deps: Dependencies,
  tx: Store,
  ctx: Context,
  member: Member,
  input: Details,
) {
  const { user } = member;
  const change = Object.fromEntries(
    (["email", "firstName", "lastName"] as const).flatMap((key) =>
      input[key] === undefined || input[key] === user[key] ? [] : [[key, input[key]]],
    ),
  ) as { email?: string; firstName?: string; lastName?: string };
  if (Object.keys(change).length === 0) return null;

  if (!hasAccepted(member) || !(await ownsPerson(tx, ctx.space.id, user))) {
    return refused(
      "forbidden",
      "person_not_owned",
      "This person also belongs to another space, so only they can change their name and address.",
      {
        field: Object.keys(change)[0] ?? "email",
      },
    );
  }
  if (change.email !== undefined && (await tx.users.byEmail(change.email))) {
    return refused("conflict", "address_taken", "Another person already has this email address.", {
      field: "email",
      received: change.email,
    });
  }
  const now = deps.now();
  await tx.users.update(user.id, change);
  if (change.email !== undefined)
    await forgetProofs({ ...deps, store: tx }, ctx, { ...user, email: change.email });
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: "user.details_changed",
      target: { kind: "user", id: user.id, name: user.email },
      details: {
        changed: Object.fromEntries(
          Object.entries(change).map(([key, to]) => [key, { from: user[key as keyof Details], to }]),
        ),
      },
    },
    now,
  );
  return null;
}

/**
 * Knowing the password of the old address proves nothing about the new one. Without this check, an administrator
 * could give somebody else's address a password that they know and wait until another space adds that person.
 */
async function forgetProofs(
  deps: Pick<Dependencies, "store" | "now">,
  { actor }: Pick<Context, "actor">,
  user: Pick<User, "id" | "email">,
): Promise<void> {
  const { store } = deps;
  await store.users.update(user.id, {
    passwordHash: null,
    passwordChangedAt: null,
    totpSealed: null,
    totpEnabledAt: null,
  });
  await store.users.replaceRecoveryCodes(user.id, []);
  await store.passwordResets.endOfUser(user.id, deps.now());
  await endAccessEverywhere(deps, user, { cause: "address_changed", actor });
}
