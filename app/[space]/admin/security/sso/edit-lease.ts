import { type LeaseView, releaseLease, takeLease } from "@/lib/features/connections/edit-lease";
import { keepLease, readLease, rememberStep } from "@/lib/features/connections/keep-lease";
import { done, type Outcome } from "@/lib/model/outcome";
import type { FormState } from "@/lib/schemas/form-state";
import { type LeaseAnswer, type LeaseHolder, leaseForm } from "@/lib/schemas/sso-forms";
import { adminAction } from "@/lib/server/auth/admin-action";

/** A lease as the page may see it: its holder; its id only if it is the page's own. */
export function holderOf(lease: LeaseView): LeaseHolder {
  return {
    leaseId: lease.mine ? lease.leaseId : "",
    mine: lease.mine,
    holderName: lease.holderName,
    since: lease.since.toISOString(),
  };
}

type Told = Pick<LeaseAnswer, "lease" | "revision" | "stale">;

/** The requests of a wizard page for the space's edit lease; opening a step is remembered. */
export const editLease = adminAction(
  "manage_auth_integrations",
  leaseForm,
  async (ctx, form, deps): Promise<Outcome<Told>> => {
    if (form.intent === "release") {
      if (form.leaseId) await releaseLease(deps, ctx, form.leaseId);
      return done({});
    }
    if (form.intent === "look") {
      const current = await readLease(deps, ctx);
      return done(current ? { lease: holderOf(current) } : {});
    }
    const lease =
      form.intent === "take_over"
        ? await takeLease(deps, ctx, { takeOver: true })
        : await keepLease(deps, ctx, form.leaseId);
    if (!lease.ok) return lease;
    const holder = { lease: holderOf(lease.value) };
    if (form.intent !== "open" || !lease.value.mine || !form.connectionId) return done(holder);
    const remembered = await rememberStep(deps, ctx, {
      connectionId: form.connectionId,
      step: form.step,
      expectedRevision: form.revision,
    });
    return remembered.ok ? done({ ...holder, ...remembered.value }) : done(holder);
  },
  (value): FormState => {
    const answer: FormState & Told = { ok: true, ...value };
    return answer;
  },
);
