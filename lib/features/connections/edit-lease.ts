import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { EditLease, Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A lease lasts ten minutes and is renewed while the page lives (docs/model.md#edit-lease). */
const leaseMinutes = 10;

/** The person who is editing, as a screen shows them. */
export interface LeaseView {
  leaseId: string;
  /** True if it is the requesting person's own page. */
  mine: boolean;
  holderName: string;
  since: Date;
  expiresAt: Date;
}

const endOf = (now: Date) => new Date(now.getTime() + leaseMinutes * 60_000);

async function view(deps: Dependencies, lease: EditLease, leaseId: string | null): Promise<LeaseView> {
  const holder = await deps.store.users.byId(lease.userId);
  return {
    leaseId: lease.leaseId,
    mine: lease.leaseId === leaseId,
    holderName: holder ? displayName(holder) : "Somebody",
    since: lease.acquiredAt,
    expiresAt: lease.expiresAt,
  };
}

/**
 * Takes the space's edit lease, or returns its holder. The same person keeps theirs across reloads and tabs (the
 * revision guards those); `takeOver` takes it from somebody else, which is audited.
 */
export async function takeLease(
  deps: Dependencies,
  ctx: Context,
  input: { takeOver: boolean },
): Promise<Outcome<LeaseView>> {
  if (!ctx.user) return refused("forbidden", "lease_needs_person", "Only a person can hold the edit lease.");
  const now = deps.now();
  const { user, space } = ctx;
  return deps.store.transaction(async (tx) => {
    const lease = tx.leaseOf(space.id);
    const before = await lease.current();
    const kept = before?.userId === user.id ? before : null;
    const own: EditLease = {
      spaceId: space.id,
      userId: user.id,
      leaseId: kept ? kept.leaseId : deps.secrets.id("lease"),
      acquiredAt: kept && kept.expiresAt > now ? kept.acquiredAt : now,
      expiresAt: endOf(now),
    };
    const current = await lease.take(own, { takeOver: input.takeOver, now });
    const taken = current.leaseId === own.leaseId;
    if (taken && input.takeOver && before && before.userId !== user.id && before.expiresAt > now) {
      await tx.auditOf(space.id).append(
        {
          actor: ctx.actor,
          action: "edit_lease.taken_over",
          target: { kind: "user", id: before.userId },
        },
        now,
      );
    }
    return done(await view({ ...deps, store: tx }, current, taken ? own.leaseId : null));
  });
}

/** Keeps the lease while the page lives. If somebody took it over, returns who. */
export async function renewLease(
  deps: Dependencies,
  ctx: Context,
  leaseId: string,
): Promise<Outcome<LeaseView>> {
  const now = deps.now();
  const lease = deps.store.leaseOf(ctx.space.id);
  const renewed = holds(await lease.current(), ctx, leaseId) && (await lease.renew(leaseId, endOf(now)));
  const current = await lease.current();
  if (renewed && current) return done(await view(deps, current, leaseId));
  return leaseLost(deps, ctx.space, current);
}

/** Releases the lease; one that somebody else holds stays theirs. */
export async function releaseLease(
  deps: Dependencies,
  ctx: Context,
  leaseId: string,
): Promise<Outcome<null>> {
  const lease = deps.store.leaseOf(ctx.space.id);
  if (holds(await lease.current(), ctx, leaseId)) await lease.release(leaseId);
  return done(null);
}

/** Whether this is the signed-in person's own lease: anybody who can open the page can read the id of the holder's. */
function holds(lease: EditLease | null, { user }: Context, leaseId: string | null): boolean {
  return lease !== null && lease.leaseId === leaseId && lease.userId === user?.id;
}

/**
 * The refusal for a page that has lost the lease; `null` if it still has it, or nobody else took it. Programs do not
 * take leases: the revision that they send guards them.
 */
export async function leaseRefusal(deps: Dependencies, ctx: Context, leaseId: string | null) {
  if (ctx.via !== "session") return null;
  const current = await deps.store.leaseOf(ctx.space.id).current();
  if (holds(current, ctx, leaseId)) return null;
  return leaseLost(deps, ctx.space, current);
}

async function leaseLost(deps: Dependencies, space: Space, current: EditLease | null) {
  const live = current && current.expiresAt > deps.now() ? current : null;
  const holder = live ? await deps.store.users.byId(live.userId) : null;
  return refused(
    "conflict",
    "lease_lost",
    holder
      ? `${displayName(holder)} is editing the SSO settings of ${space.name}, so this page cannot save. What you typed is still here: copy it, or take over editing.`
      : "This page was idle for a while, so you can no longer edit on it. What you typed is still here: continue editing, then save again.",
    { received: live?.leaseId ?? "no lease" },
  );
}
