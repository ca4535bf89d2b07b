import type { Store } from "@/lib/db/store";
import type { AccessCounts } from "@/lib/features/access/count-access";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import {
  decidePeopleChange,
  type LeftOutReason,
  type MemberDecision,
  type PeopleChange,
} from "@/lib/model/people/people-change";
import { displayName, type Member } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import { outsideOf } from "./outside-domains";
import { noSuchTeam } from "./save-team";

/** A person in the answer, by the name that the space may see. */
export interface NamedPerson {
  id: string;
  name: string;
}

/** What a change to many members does or did, and who is left out; in numbers, what it ends. */
export interface PeopleChangeResult extends AccessCounts {
  changed: NamedPerson[];
  leftOut: (NamedPerson & { reason: LeftOutReason })[];
}

/** Who is chosen, and what is to be done to them. */
export interface PeopleChangeInput {
  userIds: readonly string[];
  change: PeopleChange;
}

/** What a change does to each of the chosen. */
export interface PeopleChangePlan {
  decisions: MemberDecision[];
  members: Map<string, Member>;
  /** Chosen, and not in the space. */
  missing: string[];
  teamName: string;
}

/** Decides the change for everyone chosen, from what is stored at this moment; changes nothing. */
export async function planPeopleChange(
  store: Store,
  ctx: Context,
  { userIds, change }: PeopleChangeInput,
): Promise<Outcome<PeopleChangePlan>> {
  if (userIds.length === 0)
    return refused("invalid", "nobody_chosen", "Select people first.", { field: "userIds" });
  const { id: spaceId } = ctx.space;
  const memberships = store.membershipsOf(spaceId);
  const team = change.kind === "team" ? await store.teamsOf(spaceId).byId(change.teamId) : null;
  if (change.kind === "team" && !team) return noSuchTeam();
  const chosen = [...new Set(userIds)];
  const members = new Map((await memberships.membersAmong(chosen)).map((member) => [member.userId, member]));
  const inTeam = team ? await store.teamsOf(spaceId).amongMembers(team.id, chosen) : new Set<string>();
  const isOutside = await outsideOf(store, spaceId);
  const space = (await store.spaces.byId(spaceId)) ?? ctx.space;
  const decisions = decidePeopleChange(
    change,
    chosen.flatMap((id) => {
      const member = members.get(id);
      if (!member) return [];
      const { user, ...membership } = member;
      return [{ membership, isFromOutside: isOutside(user.email), isInTeam: inTeam.has(id) }];
    }),
    {
      ownUserId: ctx.user?.id ?? null,
      ownRole: ctx.role,
      administrators: (await memberships.counts()).administrators,
      seats: space.seats,
      seatsInUse: await memberships.seatsInUse(),
    },
  );
  const missing = chosen.filter((id) => !members.has(id));
  return done({ decisions, members, missing, teamName: team?.name ?? "" });
}

/** The ids of those whom the plan changes. */
export function changedIn({ decisions }: PeopleChangePlan): string[] {
  return decisions.flatMap(({ outcome, before }) => (outcome === "change" ? [before.userId] : []));
}

/** The plan by names. */
export function namedIn({
  decisions,
  members,
  missing,
}: PeopleChangePlan): Pick<PeopleChangeResult, "changed" | "leftOut"> {
  const named = (id: string): NamedPerson => {
    const user = members.get(id)?.user;
    return { id, name: user ? displayName(user) : id };
  };
  return {
    changed: decisions.flatMap(({ outcome, before }) => (outcome === "change" ? [named(before.userId)] : [])),
    leftOut: [
      ...decisions.flatMap((decision) =>
        decision.outcome === "leave_out"
          ? [{ ...named(decision.before.userId), reason: decision.reason }]
          : [],
      ),
      ...missing.map((id) => ({ ...named(id), reason: "not_found" as const })),
    ],
  };
}
