import type { TeamMember } from "@/lib/db/repositories/teams";
import type { Team } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { type TeamImpact, teamImpact } from "./remove-team";

type Reads = Pick<Dependencies, "store">;
type InSpace = Pick<Context, "space">;

/** The teams of the space, each with its number of people. */
export function listTeams(
  deps: Reads,
  ctx: InSpace,
  query: PageQuery,
): Promise<Page<Team & { members: number }>> {
  return deps.store.teamsOf(ctx.space.id).page(query);
}

/** Every team of the space by id and name, for selection lists. */
export async function teamChoices(
  deps: Reads,
  ctx: InSpace,
): Promise<Pick<Team, "id" | "name" | "defaultRole">[]> {
  const teams = await deps.store.teamsOf(ctx.space.id).all();
  return teams.map(({ id, name, defaultRole }) => ({ id, name, defaultRole }));
}

export interface TeamPage {
  team: Team;
  members: Page<TeamMember>;
  impact: TeamImpact;
}

/** One team with a page of its people; `null` if it does not belong to this space. */
export async function readTeam(
  deps: Reads,
  ctx: InSpace,
  teamId: string,
  query: PageQuery,
): Promise<TeamPage | null> {
  const teams = deps.store.teamsOf(ctx.space.id);
  const team = await teams.byId(teamId);
  const impact = await teamImpact(deps, ctx, teamId);
  if (!team || !impact) return null;
  return { team, impact, members: await teams.members(teamId, query) };
}
