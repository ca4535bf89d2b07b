import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { oneLine } from "./text";

const id = z.string().max(64);
/** A role, or the empty choice "none". */
const defaultRole = z
  .enum([...roles, ""], { error: "A role is reader, editor or admin." })
  .default("")
  .transform((role) => role || null);

export const newTeamForm = z.object({ name: oneLine("The name", 80), defaultRole });
export const teamForm = newTeamForm.extend({ teamId: id });
export const teamIdForm = z.object({ teamId: id });

/** People chosen from a list: one, several or none. */
export const chosenIds = z
  .union([id, z.array(id).max(200, "Choose at most 200 at once.")])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

export const teamMemberForm = z.object({
  teamId: id,
  /** The email address of a person in the space. */
  email: z.string().max(320),
});
export const teamMembersForm = z.object({ teamId: id, userIds: chosenIds });
export type TeamInput = z.output<typeof newTeamForm>;
