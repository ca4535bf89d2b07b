import { done, type Outcome } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type LeaseView, leaseRefusal, renewLease, takeLease } from "./edit-lease";

/**
 * Keeps a page's right to edit: renews its lease, or takes a free one if it expired while the page slept. Returns the
 * holder; the revision of what is saved guards against changes made meanwhile.
 */
export async function keepLease(
  deps: Dependencies,
  ctx: Context,
  leaseId: string | null,
): Promise<Outcome<LeaseView>> {
  if (leaseId) {
    const renewed = await renewLease(deps, ctx, leaseId);
    if (renewed.ok) return renewed;
  }
  return takeLease(deps, ctx, { takeOver: false });
}

/** Runs a change under the signed-in person's lease; refused if somebody else is editing. */
export async function underLease<T>(
  deps: Dependencies,
  ctx: Context,
  leaseId: string | null,
  change: (leaseId: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const lease = await keepLease(deps, ctx, leaseId);
  if (!lease.ok) return lease;
  if (lease.value.mine) return change(lease.value.leaseId);
  const refusal = await leaseRefusal(deps, ctx, leaseId);
  // Released between the two reads: the next try gets it.
  return refusal ?? change(lease.value.leaseId);
}

/**
 * The current editor, for a page that opens or checks whether it may still save; `null` if there is none. Changes
 * nothing.
 */
export async function readLease(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
): Promise<LeaseView | null> {
  const lease = await deps.store.leaseOf(ctx.space.id).current();
  if (!lease || lease.expiresAt <= deps.now()) return null;
  const holder = await deps.store.users.byId(lease.userId);
  return {
    leaseId: lease.leaseId,
    mine: lease.userId === ctx.user?.id,
    holderName: holder ? displayName(holder) : "Somebody",
    since: lease.acquiredAt,
    expiresAt: lease.expiresAt,
  };
}

/**
 * Remembers the step at which the wizard was left. Returns the connection's revision, and whether the page shows an
 * older one; in that case nothing is written.
 */
export async function rememberStep(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  input: { connectionId: string; step: string; expectedRevision: number | null },
): Promise<Outcome<{ revision: number | null; stale: boolean }>> {
  const found = await deps.store.connectionLookup.byId(input.connectionId);
  const link = found && (await deps.store.organizationsOf(ctx.space.id).byId(found.organizationId));
  if (!found || link?.status !== "own") return done({ revision: null, stale: false });
  const { revision, wizardStep, organizationId } = found;
  if (input.expectedRevision !== null && input.expectedRevision !== revision)
    return done({ revision, stale: true });
  if (wizardStep === input.step) return done({ revision, stale: false });
  const kept = await deps.store
    .connectionsOf(organizationId)
    .keepWizardStep(found.id, input.step, input.expectedRevision);
  return done({ revision, stale: !kept });
}
