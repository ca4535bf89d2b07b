import type { Store } from "@/lib/db/store";
import { endMembersAccess } from "@/lib/features/access/end-members-access";
import { welcome } from "@/lib/features/notifications/messages/welcome";
import { sendMessages } from "@/lib/features/notifications/send-message";
import { signInOptions } from "@/lib/features/sign-in/sign-in-options";
import type { AccessReceipt } from "@/lib/model/access/receipt";
import type { MemberDecision, PeopleChange } from "@/lib/model/people/people-change";
import type { Membership, User } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { changedIn, type PeopleChangePlan } from "./plan-people-change";

/** Writes the plan, with an audit event for each person; an end of access by its receipt. Inside a transaction only. */
export async function writePeopleChange(
  deps: Dependencies,
  ctx: Context,
  change: PeopleChange,
  plan: PeopleChangePlan,
): Promise<void> {
  const { id: spaceId } = ctx.space;
  const { store } = deps;
  const now = deps.now();
  const ids = changedIn(plan);
  let receipts: ReadonlyMap<string, AccessReceipt> = new Map();
  switch (change.kind) {
    case "team":
      await store.teamsOf(spaceId).addMembers(ids.map((userId) => ({ teamId: change.teamId, userId })));
      break;
    case "invitation":
      await inviteAgain(deps, ctx, plan);
      break;
    case "end_access":
      await endMembersAccess(deps, spaceId, usersOf(plan), {
        cause: "access_ended_by_administrator",
        actor: ctx.actor,
      });
      return;
    case "deactivate":
      receipts = await endMembersAccess(deps, spaceId, usersOf(plan), {
        cause: "deactivated",
        actor: ctx.actor,
      });
      await updateMemberships(store, spaceId, plan);
      break;
    case "role":
    case "reactivate":
      await updateMemberships(store, spaceId, plan);
      break;
  }
  await store.auditOf(spaceId).appendAll(
    plan.decisions.flatMap((decision) => {
      if (decision.outcome === "leave_out") return [];
      const { userId } = decision.before;
      const email = plan.members.get(userId)?.user.email;
      return [
        {
          actor: ctx.actor,
          target: { kind: "user", id: userId, ...(email ? { name: email } : {}) },
          ...eventOf(change, decision, plan.teamName, {
            tokensEnded: receipts.get(userId)?.personalTokens ?? 0,
            sessionsEnded: receipts.get(userId)?.sessions ?? 0,
          }),
        },
      ];
    }),
    now,
  );
}

type NewValues = Pick<Membership, "role" | "status" | "licence" | "roleSource">;

/** In a few statements: one for each set of new values. */
async function updateMemberships(
  store: Store,
  spaceId: string,
  { decisions }: PeopleChangePlan,
): Promise<void> {
  const groups = new Map<string, { ids: string[]; values: NewValues }>();
  for (const decision of decisions) {
    if (decision.outcome === "leave_out") continue;
    const { role, status, licence, roleSource } = decision.next;
    const values = { role, status, licence, roleSource };
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { ids: [], values };
    group.ids.push(decision.next.userId);
    groups.set(key, group);
  }
  for (const { ids, values } of groups.values()) await store.membershipsOf(spaceId).updateMany(ids, values);
}

async function inviteAgain(deps: Dependencies, ctx: Context, plan: PeopleChangePlan): Promise<void> {
  const { space } = ctx;
  const signInWith = (await signInOptions(deps.store, space)).map(({ name }) => name);
  const messages = changedIn(plan).flatMap((id) => {
    const member = plan.members.get(id);
    if (!member) return [];
    // An IT administrator is never signed in through single sign-on.
    const options = member.isItAdministrator ? [] : signInWith;
    const text = welcome({
      space,
      person: member.user,
      signInWith: options,
      appUrl: deps.appUrl,
      again: true,
    });
    return [{ spaceId: space.id, recipient: member.user.email, ...text }];
  });
  await sendMessages(deps, messages);
}

function eventOf(
  change: Exclude<PeopleChange, { kind: "end_access" }>,
  { before, next }: Extract<MemberDecision, { outcome: "change" }>,
  teamName: string,
  ended: { tokensEnded: number; sessionsEnded: number },
): { action: string; details: Record<string, unknown> } {
  switch (change.kind) {
    case "role":
      return { action: "user.updated", details: { changed: { role: { from: before.role, to: next.role } } } };
    case "team":
      return { action: "team.member_added", details: { team: teamName, teamId: change.teamId } };
    case "deactivate":
      return {
        action: "user.deactivated",
        details: { changed: { status: { from: before.status, to: next.status } }, ...ended },
      };
    case "reactivate":
      return {
        action: "user.reactivated",
        details: { changed: { status: { from: before.status, to: next.status } } },
      };
    case "invitation":
      return { action: "user.invited_again", details: {} };
  }
}

/** Those whom the plan changes. */
function usersOf(plan: PeopleChangePlan): Map<string, User> {
  return new Map(
    changedIn(plan).flatMap((id) => {
      const member = plan.members.get(id);
      return member ? [[id, member.user] as const] : [];
    }),
  );
}
