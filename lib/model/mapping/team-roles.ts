import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Team } from "@/lib/model/people/person";
import { higherRole, type Role } from "@/lib/model/people/roles";

/**
 * A team's default role: a person whom a rule or a default puts into the team gets at least this role. Writes it into
 * the settings, so that the rules are checked as if the administrator had written the role beside the team; the
 * ceiling still applies. Rules keep their positions.
 */
export function withTeamRoles(
  settings: OptionSettings,
  teams: readonly Pick<Team, "id" | "defaultRole">[],
): OptionSettings {
  const roleOf = new Map(teams.map((team) => [team.id, team.defaultRole]));
  if (![...roleOf.values()].some((role) => role !== null)) return settings;
  const raised = <R extends Role | null>(role: R, ids: readonly string[]): R | Role =>
    ids.reduce<R | Role>((highest, id) => {
      const given = roleOf.get(id) ?? null;
      if (given === null) return highest;
      return highest === null ? given : higherRole(highest, given);
    }, role);
  return {
    ...settings,
    rules: settings.rules.map((rule) => ({ ...rule, role: raised(rule.role, rule.teams) })),
    defaultRole: raised(settings.defaultRole, settings.defaultTeams),
  };
}
