import type { Store } from "@/lib/db/store";
import type { OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { noSuchTeam } from "./save-team";

/** What deleting a team affects. */
export interface TeamImpact {
  members: number;
  /** Rules of single sign-on that give the team, by connection. */
  rules: { connectionId: string; connection: string; rules: number; isDefault: boolean }[];
}

/** What deleting a team would affect, in numbers; `null` if it does not belong to this space. */
export async function teamImpact(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  teamId: string,
): Promise<TeamImpact | null> {
  const teams = deps.store.teamsOf(ctx.space.id);
  if (!(await teams.byId(teamId))) return null;
  const options = await optionsWith(deps.store, ctx.space.id, teamId);
  return {
    members: (await teams.members(teamId, { pageSize: 1, page: 1 })).total,
    rules: await Promise.all(
      options.map(async ({ connectionId, settings }) => ({
        connectionId,
        connection: (await deps.store.connectionLookup.byId(connectionId))?.name ?? "a connection",
        rules: settings.rules.filter((rule) => rule.teams.includes(teamId)).length,
        isDefault: settings.defaultTeams.includes(teamId),
      })),
    ),
  };
}

/**
 * Deletes a team. People stay in the space and keep their roles. Rules and defaults of single sign-on drop the team
 * in the same transaction; a rule that gave nothing else is deleted with it.
 */
export async function removeTeam(
  deps: Dependencies,
  ctx: Context,
  teamId: string,
): Promise<Outcome<{ name: string }>> {
  const { space, actor } = ctx;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(space.id);
    const team = await tx.teamsOf(space.id).byId(teamId);
    const impact = await teamImpact({ store: tx }, ctx, teamId);
    if (!team || !impact) return noSuchTeam();
    for (const option of await optionsWith(tx, space.id, teamId)) {
      await tx.optionsOf(space.id).update(option.id, { settings: without(option.settings, teamId) }, null);
    }
    await tx.teamsOf(space.id).remove(teamId);
    await tx.auditOf(space.id).append(
      {
        actor,
        action: "team.removed",
        target: { kind: "team", id: teamId, name: team.name },
        details: { ...impact },
      },
      deps.now(),
    );
    return done({ name: team.name });
  });
}

async function optionsWith(store: Store, spaceId: string, teamId: string): Promise<SignInOption[]> {
  return (await store.optionsOf(spaceId).all()).filter(
    ({ settings }) =>
      settings.defaultTeams.includes(teamId) || settings.rules.some((rule) => rule.teams.includes(teamId)),
  );
}

function without(settings: OptionSettings, teamId: string): OptionSettings {
  const others = (teams: readonly string[]) => teams.filter((id) => id !== teamId);
  return {
    ...settings,
    defaultTeams: others(settings.defaultTeams),
    rules: settings.rules
      .filter((rule) => rule.role !== null || others(rule.teams).length > 0)
      .map((rule) => ({ ...rule, teams: others(rule.teams) })),
  };
}
