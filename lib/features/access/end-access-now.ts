import { roleAboveOwn } from "@/lib/features/people/own-role";
import { type AccessReceipt, nothingEnded } from "@/lib/model/access/receipt";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { endMembersAccess } from "./end-members-access";

/**
 * Ends everything that a member has access to the space with, on behalf of an administrator
 * (docs/model.md#what-ends-access); they stay a member and can sign in again. One's own access ends only if
 * `includingOwn` says that this is known. Nobody ends the access of somebody above them. Returns the receipt.
 */
export async function endAccessNow(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Context,
  { userId, includingOwn = false }: { userId: string; includingOwn?: boolean },
): Promise<Outcome<AccessReceipt>> {
  return deps.store.transaction(async (tx) => {
    // As a sign-in locks it, so that no session opens in between.
    await tx.spaces.lock(ctx.space.id);
    const member = await tx.membershipsOf(ctx.space.id).member(userId);
    if (!member) return refused("not_found", "user_not_found", "There is no such person in this space.");
    if (ctx.user?.id === userId && !includingOwn)
      return refused(
        "conflict",
        "ends_own_access",
        "This is your own access. If you mean to end it, say so with includingOwn.",
        { field: "includingOwn" },
      );
    const above = roleAboveOwn(ctx, member.role);
    if (above) return above;
    const people = new Map([[userId, member.user]]);
    const how = { cause: "access_ended_by_administrator", actor: ctx.actor } as const;
    const receipts = await endMembersAccess({ ...deps, store: tx }, ctx.space.id, people, how);
    return done(receipts.get(userId) ?? nothingEnded);
  });
}
