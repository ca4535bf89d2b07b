import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ApprovalInput } from "@/lib/schemas/approval";
import { updateWithin } from "./update-person";

/** The outcome for the people who were chosen. */
export interface Decided {
  decided: number;
  /** Decided by somebody else meanwhile, or not of this space. */
  passedOver: number;
  /** Addresses of those for whom no licence was left; they keep waiting. */
  withoutLicence: string[];
}

/**
 * Approves or rejects waiting people, in one transaction under the space's lock: licences are given in the order of
 * the list while there are any. Each person gets a message and the audit log an event. A rejected person becomes
 * deactivated, so that their next try is refused and does not put them on the list again; their card can still
 * approve them.
 */
export async function decideApprovals(
  deps: Dependencies,
  ctx: Context,
  input: Pick<ApprovalInput, "userIds" | "decision"> & Partial<Pick<ApprovalInput, "role">>,
): Promise<Outcome<Decided>> {
  if (input.userIds.length === 0)
    return refused("invalid", "nobody_chosen", "Select the people to approve or reject.", {
      field: "userIds",
    });
  const result: Decided = { decided: 0, passedOver: 0, withoutLicence: [] };
  const change =
    input.decision === "approve"
      ? { status: "active" as const, ...(input.role ? { role: input.role } : {}) }
      : { status: "deactivated" as const };
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    for (const userId of new Set(input.userIds)) {
      const member = await tx.membershipsOf(ctx.space.id).member(userId);
      if (member?.status !== "pending") {
        result.passedOver += 1;
        continue;
      }
      const outcome = await updateWithin(deps, tx, ctx, userId, change);
      if (outcome.ok) result.decided += 1;
      else if (outcome.problem.code === "no_licence") result.withoutLicence.push(member.user.email);
      else return outcome;
    }
    return done(result);
  });
}
