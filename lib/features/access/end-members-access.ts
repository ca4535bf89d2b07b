import type { AccessCause } from "@/lib/model/access/endings";
import { type AccessReceipt, nothingEnded } from "@/lib/model/access/receipt";
import type { Actor } from "@/lib/model/audit/audit";
import type { Dependencies } from "@/lib/ports/dependencies";
import { endAccess } from "./end-access";
import { toolsOrganizationOf } from "./tools-organization";

/**
 * Ends the access of members to the space, by `endAccess`: whoever was deactivated, or whose access an administrator
 * ends. In the transaction of the change. Returns a receipt for each person of whom something has ended.
 */
export async function endMembersAccess(
  deps: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  members: ReadonlyMap<string, { email: string }>,
  how: { cause: Extract<AccessCause, "deactivated" | "access_ended_by_administrator">; actor: Actor },
): Promise<Map<string, AccessReceipt>> {
  return endAccess(deps, spaceId, {
    ...how,
    people: { userIds: [...members.keys()] },
    names: new Map([...members].map(([id, { email }]) => [id, email])),
    organizationId: await toolsOrganizationOf(deps.store, spaceId),
    // What an administrator did is written down even if nothing was left to end.
    saysNothing: how.cause === "access_ended_by_administrator",
  });
}

/** The same of one person who was deactivated. Returns how much has ended, as the deactivation's event says it. */
export async function endDeactivatedAccess(
  deps: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  user: { id: string; email: string },
  actor: Actor,
): Promise<{ tokensEnded: number; sessionsEnded: number }> {
  const how = { cause: "deactivated", actor } as const;
  const receipts = await endMembersAccess(deps, spaceId, new Map([[user.id, user]]), how);
  const { personalTokens, sessions } = receipts.get(user.id) ?? nothingEnded;
  return { tokensEnded: personalTokens, sessionsEnded: sessions };
}
