"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { addToTeam, removeFromTeam } from "@/lib/features/people/change-team-members";
import { removeTeam } from "@/lib/features/people/remove-team";
import { createTeam, updateTeam } from "@/lib/features/people/save-team";
import { counted } from "@/lib/model/text/counted";
import { newTeamForm, teamForm, teamIdForm, teamMemberForm, teamMembersForm } from "@/lib/schemas/team";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";

/** Creates a team, then shows it. */
export const createTeamAction = adminAction(
  "manage_people",
  newTeamForm,
  (ctx, input, deps) => createTeam(deps, ctx, input),
  (team, ctx) => redirect(spacePaths(ctx.space.slug).team(team.id)),
);

export const saveTeamAction = adminAction(
  "manage_people",
  teamForm,
  (ctx, input, deps) => updateTeam(deps, ctx, input),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Deletes a team, then shows the others. */
export const removeTeamAction = adminAction(
  "manage_people",
  teamIdForm,
  (ctx, { teamId }, deps) => removeTeam(deps, ctx, teamId),
  (_, ctx) => redirect(spacePaths(ctx.space.slug).teams),
);

export const addToTeamAction = adminAction(
  "manage_people",
  teamMemberForm,
  (ctx, input, deps) => addToTeam(deps, ctx, input),
  ({ email }) => {
    refresh();
    return { ok: true, message: `${email} is in the team.` };
  },
);

export const removeFromTeamAction = adminAction(
  "manage_people",
  teamMembersForm,
  (ctx, input, deps) => removeFromTeam(deps, ctx, input),
  ({ removed }) => {
    refresh();
    return { ok: true, message: `${counted(removed, "person", "people")} removed from the team.` };
  },
);
