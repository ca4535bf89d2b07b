import { displayName } from "@/lib/core/model/person";
import { done, type Outcome } from "@/lib/core/outcome";
import { type LeaseView, leaseRefusal, renewLease, takeLease } from "./edit-lease";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";

/**
 * Keeps a page's right to edit: renews its lease, or takes a free one where it ran out while the page slept.
 * Answers who holds it; the revision of what is saved guards what was changed meanwhile.
 */
export async function keepLease(
  deps: Dependencies,
  acting: Acting,
  leaseId: string | null,
): Promise<Outcome<LeaseView>> {
  if (leaseId) {
    const renewed = await renewLease(deps, acting, leaseId);
    if (renewed.ok) return renewed;
  }
  return takeLease(deps, acting, { takeOver: false });
}

/** Runs a change under the acting person's lease; refused where somebody else edits now. */
export async function underLease<T>(
  deps: Dependencies,
  acting: Acting,
  leaseId: string | null,
  change: (leaseId: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const lease = await keepLease(deps, acting, leaseId);
  if (!lease.ok) return lease;
  if (lease.value.mine) return change(lease.value.leaseId);
  const refusal = await leaseRefusal(deps, acting, leaseId);
  // Given back between the two looks: the next try gets it.
  return refusal ?? change(lease.value.leaseId);
}

/** Who edits at the moment, for the first rendering of a page; `null` where nobody does. Changes nothing. */
export async function readLease(
  deps: Pick<Dependencies, "store" | "now">,
  acting: Pick<Acting, "space" | "user">,
): Promise<LeaseView | null> {
  const lease = await deps.store.leaseOf(acting.space.id).current();
  if (!lease || lease.expiresAt <= deps.now()) return null;
  const holder = await deps.store.users.byId(lease.userId);
  return {
    leaseId: lease.leaseId,
    mine: lease.userId === acting.user?.id,
    holderName: holder ? displayName(holder) : "Somebody",
    since: lease.acquiredAt,
    expiresAt: lease.expiresAt,
  };
}

/** Remembers at which step the wizard was left. Nothing happens where the connection was changed meanwhile. */
export async function rememberStep(
  deps: Pick<Dependencies, "store">,
  acting: Pick<Acting, "space">,
  wish: { connectionId: string; step: string; expectedRevision: number | null },
): Promise<Outcome<{ revision: number | null }>> {
  const connection = await deps.store.connectionLookup.byId(wish.connectionId);
  const link =
    connection && (await deps.store.organizationsOf(acting.space.id).byId(connection.organizationId));
  if (!connection || link?.status !== "own") return done({ revision: null });
  if (connection.wizardStep === wish.step) return done({ revision: connection.revision });
  const updated = await deps.store
    .connectionsOf(connection.organizationId)
    .update(connection.id, { wizardStep: wish.step }, wish.expectedRevision);
  return done({ revision: typeof updated === "string" ? connection.revision : updated.revision });
}
