import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Team } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { TeamInput } from "@/lib/schemas/team";
import { roleAboveOwn } from "./own-role";

const taken = (name: string) =>
  refused("conflict", "team_name_taken", "The space already has a team with this name.", {
    field: "name",
    received: name,
  });

export const noSuchTeam = () =>
  refused("not_found", "team_not_found", "There is no such team in this space. It may have been deleted.");

/** Creates a team of the space. Names are unique in the space, compared case-insensitively. */
export async function createTeam(deps: Dependencies, ctx: Context, input: TeamInput): Promise<Outcome<Team>> {
  const { space, actor } = ctx;
  const above = roleAboveOwn(ctx, input.defaultRole, "defaultRole");
  if (above) return above;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(space.id);
    const teams = tx.teamsOf(space.id);
    if (isTaken(await teams.all(), input.name, null)) return taken(input.name);
    const team: Team = { id: deps.secrets.id("team"), spaceId: space.id, createdAt: deps.now(), ...input };
    if (!(await teams.insert(team))) return taken(input.name);
    const target = { kind: "team", id: team.id, name: team.name };
    const details = { defaultRole: team.defaultRole };
    await tx.auditOf(space.id).append({ actor, action: "team.created", target, details }, deps.now());
    return done(team);
  });
}

/** Changes a team's name or default role. */
export async function updateTeam(
  deps: Dependencies,
  ctx: Context,
  { teamId, ...given }: { teamId: string; name?: string | undefined; defaultRole?: Role | null | undefined },
): Promise<Outcome<Team>> {
  const { space, actor } = ctx;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(space.id);
    const teams = tx.teamsOf(space.id);
    const before = await teams.byId(teamId);
    if (!before) return noSuchTeam();
    const input = {
      name: given.name ?? before.name,
      defaultRole: given.defaultRole === undefined ? before.defaultRole : given.defaultRole,
    };
    if (isTaken(await teams.all(), input.name, teamId)) return taken(input.name);
    const keys = ["name", "defaultRole"] as const;
    const changed = keys.filter((key) => before[key] !== input[key]);
    if (changed.length === 0) return done(before);
    const above = changed.includes("defaultRole") && roleAboveOwn(ctx, input.defaultRole, "defaultRole");
    if (above) return above;
    if (!(await teams.update(teamId, input))) return taken(input.name);
    await tx.auditOf(space.id).append(
      {
        actor,
        action: "team.updated",
        target: { kind: "team", id: teamId, name: input.name },
        details: {
          changed: Object.fromEntries(changed.map((key) => [key, { from: before[key], to: input[key] }])),
        },
      },
      deps.now(),
    );
    return done({ ...before, ...input });
  });
}

function isTaken(teams: readonly Team[], name: string, except: string | null): boolean {
  const wanted = name.toLowerCase();
  return teams.some((team) => team.id !== except && team.name.toLowerCase() === wanted);
}
