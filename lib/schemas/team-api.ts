import { z } from "zod";
import { assignmentSources, membershipStatuses } from "@/lib/model/people/person";
import { roles } from "@/lib/model/people/roles";
import { apiListFields } from "./list-query";
import { oneLine } from "./text";

const name = oneLine("The name", 80).describe("Unique in the space, not case-sensitive");
const defaultRole = z
  .enum(roles, { error: "A role is reader, editor or admin." })
  .nullable()
  .describe("The role that its members have at least; null: none");

/** POST …/teams */
export const createTeamBody = z.strictObject({ name, defaultRole: defaultRole.default(null) });

/** PATCH …/teams/{id}; absent fields stay. */
export const changeTeamBody = z.strictObject({
  name: name.optional(),
  defaultRole: defaultRole.optional(),
});

export const teamApiQuery = z.strictObject(apiListFields);

/** A team as shown. */
export const teamView = z
  .object({
    id: z.string().describe("The team's id"),
    name: z.string().describe("Its name"),
    defaultRole,
    members: z.number().int().describe("How many people are in it"),
    createdAt: z.iso.datetime().describe("When it was created"),
  })
  .meta({ id: "Team", description: "A team of a space" });
export type TeamView = z.infer<typeof teamView>;

/** A person of a team as shown. */
export const teamMemberView = z
  .object({
    userId: z.string().describe("Their id"),
    email: z.string().describe("Their address"),
    firstName: z.string().describe("Their first name"),
    lastName: z.string().describe("Their last name"),
    role: z.enum(roles).describe("Their role in the space"),
    status: z.enum(membershipStatuses).describe("Of their membership of the space"),
    source: z.enum(assignmentSources).describe("Who put them there: somebody by hand, or the role rules"),
    lastSignInAt: z.iso.datetime().nullable().describe("null: has never signed in to this space"),
  })
  .meta({ id: "TeamMember", description: "A person of a team" });
export type TeamMemberView = z.infer<typeof teamMemberView>;
