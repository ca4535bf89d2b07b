import type { Role } from "@/lib/model/people/roles";
import type { Application, ApplicationSpace } from "./application";

type Rules = Pick<Application, "openTo" | "roles">;
type Chosen = Pick<ApplicationSpace, "roles" | "teamIds">;

/** Whether an application is open to a space, given the space's own row, if it has one. */
export function openToSpace({ openTo }: Pick<Rules, "openTo">, chosen: Chosen | null): boolean {
  return openTo === "all" || chosen !== null;
}

/**
 * Whether a member of a space may use an application (docs/model.md#who-may-use-an-application). The space's own
 * choice of roles and teams overrides the application's roles; members with one of the roles, or in one of the teams,
 * may.
 */
export function mayUse(
  application: Rules,
  chosen: Chosen | null,
  member: { role: Role; teamIds: readonly string[] },
): boolean {
  if (!openToSpace(application, chosen)) return false;
  if (chosen && (chosen.roles.length > 0 || chosen.teamIds.length > 0))
    return chosen.roles.includes(member.role) || chosen.teamIds.some((team) => member.teamIds.includes(team));
  return application.roles.length === 0 || application.roles.includes(member.role);
}
