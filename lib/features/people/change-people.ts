import { type AccessCounts, countAccess, noAccess } from "@/lib/features/access/count-access";
import { tooManyMessages } from "@/lib/features/notifications/mail-limits";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { outsideOf } from "./outside-domains";
import {
  changedIn,
  namedIn,
  type PeopleChangeInput,
  type PeopleChangePlan,
  type PeopleChangeResult,
  planPeopleChange,
} from "./plan-people-change";
import { writePeopleChange } from "./write-people-change";

/** What `changePeople` would do at this moment; changes nothing. */
export async function previewPeopleChange(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Context,
  input: PeopleChangeInput,
): Promise<Outcome<PeopleChangeResult>> {
  const plan = await planPeopleChange(deps.store, ctx, input);
  if (!plan.ok) return plan;
  return done({ ...namedIn(plan.value), ...(await endedBy(deps, ctx, input, plan.value)) });
}

/** What a deactivation or an end of access ends of those whom the plan changes. */
async function endedBy(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Context,
  { change }: PeopleChangeInput,
  plan: PeopleChangePlan,
): Promise<AccessCounts> {
  const ends = change.kind === "deactivate" || change.kind === "end_access";
  return ends ? countAccess(deps, ctx.space.id, changedIn(plan)) : noAccess;
}

/**
 * Makes one change to many members in one transaction under the space's lock, with an audit event for each. Those
 * whom the change does not fit are left out with the reason, and the others are changed. Refused as a whole if the
 * team is not there, or if too many emails would be sent.
 */
export async function changePeople(
  deps: Dependencies,
  ctx: Context,
  input: PeopleChangeInput,
): Promise<Outcome<PeopleChangeResult>> {
  const limited = input.change.kind === "invitation" ? await spendInvitations(deps, ctx, input) : null;
  if (limited) return limited;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const plan = await planPeopleChange(tx, ctx, input);
    if (!plan.ok) return plan;
    const within = { ...deps, store: tx };
    const ended = await endedBy(within, ctx, input, plan.value);
    await writePeopleChange(within, ctx, input.change, plan.value);
    return done({ ...namedIn(plan.value), ...ended });
  });
}

/** Counts the emails before they are written, as for a person who is added: what was counted stays counted. */
async function spendInvitations(deps: Dependencies, ctx: Context, input: PeopleChangeInput) {
  const plan = await planPeopleChange(deps.store, ctx, input);
  if (!plan.ok) return plan;
  const isOutside = await outsideOf(deps.store, ctx.space.id);
  for (const id of changedIn(plan.value)) {
    const email = plan.value.members.get(id)?.user.email ?? "";
    const wait =
      (isOutside(email) && (await deps.rateLimits.spend("mail_by_space", ctx.space.id))) ||
      (await deps.rateLimits.spend("mail_by_recipient", email));
    if (wait) return tooManyMessages(wait);
  }
  return null;
}
