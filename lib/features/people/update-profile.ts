import { addressNotProven, hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { appendForPerson } from "./person-audit";

/**
 * Changes the name by which every space of the person knows them. Needs a session that proves the person, because one
 * space's provider must not rename somebody for all the others.
 */
export async function updateProfile(
  deps: Dependencies,
  ctx: Context,
  change: { firstName: string; lastName: string },
): Promise<Outcome<null>> {
  const { user } = ctx;
  if (!user || ctx.via !== "session") {
    return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  }
  if (!(await hasProvenAddress(deps, ctx))) return addressNotProven();
  if (change.firstName === user.firstName && change.lastName === user.lastName) return done(null);
  return deps.store.transaction(async (tx) => {
    await tx.users.update(user.id, change);
    const details = {
      changed: {
        firstName: { from: user.firstName, to: change.firstName },
        lastName: { from: user.lastName, to: change.lastName },
      },
      own: true,
    };
    await appendForPerson(
      tx,
      user,
      { actor: ctx.actor, action: "user.details_changed", details },
      deps.now(),
    );
    return done(null);
  });
}
