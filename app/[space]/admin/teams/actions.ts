"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { counted } from "@/components/ui/counted";
import { addToTeam, removeFromTeam } from "@/lib/features/people/change-team-members";
import { removeTeam } from "@/lib/features/people/remove-team";
import { createTeam, updateTeam } from "@/lib/features/people/save-team";
import { newTeamForm, teamForm, teamIdForm, teamMemberForm, teamMembersForm } from "@/lib/schemas/team";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";

/** Makes a team, then shows it. */
export const createTeamAction = adminAction(
  "manage_people",
  newTeamForm,
  (acting, wish, deps) => createTeam(deps, acting, wish),
  (team, acting) => redirect(spacePaths(acting.space.slug).team(team.id)),
);

export const saveTeamAction = adminAction(
  "manage_people",
  teamForm,
  (acting, wish, deps) => updateTeam(deps, acting, wish),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Deletes a team, then shows the others. */
export const removeTeamAction = adminAction(
  "manage_people",
  teamIdForm,
  (acting, { teamId }, deps) => removeTeam(deps, acting, teamId),
  (_, acting) => redirect(spacePaths(acting.space.slug).teams),
);

export const addToTeamAction = adminAction(
  "manage_people",
  teamMemberForm,
  (acting, wish, deps) => addToTeam(deps, acting, wish),
  ({ email }) => {
    refresh();
    return { ok: true, message: `${email} is in the team.` };
  },
);

export const removeFromTeamAction = adminAction(
  "manage_people",
  teamMembersForm,
  (acting, wish, deps) => removeFromTeam(deps, acting, wish),
  ({ removed }) => {
    refresh();
    return { ok: true, message: `${counted(removed, "person", "people")} taken out of the team.` };
  },
);
