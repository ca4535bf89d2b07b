import type { Actor } from "@/lib/model/audit/audit";
import type { Team } from "@/lib/model/people/person";
import { compareRoles, lowerRole, type Role } from "@/lib/model/people/roles";
import type { Authority, OptionSettings } from "./connection";

/** The limit of a version or option that no administrator has confirmed: nobody above the role of its author. */
export function admitsUpTo(...authorities: readonly Authority[]): Role {
  return authorities.reduce<Role>(
    (least, { putLiveByRole, confirmedAt }) =>
      lowerRole(least, confirmedAt ? "admin" : (putLiveByRole ?? "admin")),
    "admin",
  );
}

/** The authority of something that was put live just now: an administrator need not confirm their own action. */
export function authorityOf(ctx: { role: Role; actor: Pick<Actor, "name"> }): Authority {
  return { putLiveByRole: ctx.role, putLiveBy: ctx.actor.name, confirmedAt: null, confirmedBy: null };
}

/** The same for what nobody has put live yet, and for what was live before authority was stored. */
export const unmarkedAuthority: Authority = {
  putLiveByRole: null,
  putLiveBy: null,
  confirmedAt: null,
  confirmedBy: null,
};

/** If settings would grant more than `role`: the first field, as a form names it, and the role that it would grant. */
export function grantAbove(
  settings: Pick<OptionSettings, "rules" | "defaultRole" | "defaultTeams" | "ceiling">,
  teams: readonly Pick<Team, "id" | "defaultRole">[],
  role: Role,
): { field: string; received: Role } | null {
  const isAbove = (given: Role | null | undefined): given is Role => !!given && compareRoles(given, role) > 0;
  const roleOfTeam = new Map(teams.map((team) => [team.id, team.defaultRole]));
  const ofTeams = (ids: readonly string[]) => ids.map((id) => roleOfTeam.get(id)).find(isAbove);
  for (const [index, rule] of settings.rules.entries()) {
    if (isAbove(rule.role)) return { field: `rules.${index}.role`, received: rule.role };
    const given = ofTeams(rule.teams);
    if (given) return { field: `rules.${index}.teams`, received: given };
  }
  if (isAbove(settings.defaultRole)) return { field: "defaultRole", received: settings.defaultRole };
  const given = ofTeams(settings.defaultTeams);
  if (given) return { field: "defaultTeams", received: given };
  if (isAbove(settings.ceiling)) return { field: "ceiling", received: settings.ceiling };
  return null;
}
