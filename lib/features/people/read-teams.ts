import type { Team } from "@/lib/model/people/person";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { TeamMember } from "@/lib/ports/people";
import { type TeamImpact, teamImpact } from "./remove-team";

type Reads = Pick<Dependencies, "store">;
type InSpace = Pick<Acting, "space">;

/** The teams of the space with how many people each has. */
export function listTeams(
  deps: Reads,
  acting: InSpace,
  query: PageQuery,
): Promise<Page<Team & { members: number }>> {
  return deps.store.teamsOf(acting.space.id).page(query);
}

/** Every team of the space by id and name, for choices. */
export async function teamChoices(
  deps: Reads,
  acting: InSpace,
): Promise<Pick<Team, "id" | "name" | "defaultRole">[]> {
  const teams = await deps.store.teamsOf(acting.space.id).all();
  return teams.map(({ id, name, defaultRole }) => ({ id, name, defaultRole }));
}

export interface TeamPage {
  team: Team;
  members: Page<TeamMember>;
  impact: TeamImpact;
}

/** One team with a part of its people; `null` where it is not of this space. */
export async function readTeam(
  deps: Reads,
  acting: InSpace,
  teamId: string,
  query: PageQuery,
): Promise<TeamPage | null> {
  const teams = deps.store.teamsOf(acting.space.id);
  const team = await teams.byId(teamId);
  const impact = await teamImpact(deps, acting, teamId);
  if (!team || !impact) return null;
  return { team, impact, members: await teams.members(teamId, query) };
}
