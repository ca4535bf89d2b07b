import { z } from "zod";
import { leftOutReasons } from "@/lib/model/people/people-change";
import { roles } from "@/lib/model/people/roles";
import type { FormState } from "./form-state";

/** How many members one change may name. */
export const mostPeopleAtOnce = 1000;

const id = z.string().max(64);
const tooMany = `At most ${mostPeopleAtOnce.toLocaleString("en")} people can be changed at once. Narrow the selection.`;

const userIds = z
  .array(id, { error: "userIds is a list of user ids." })
  .min(1, "Select people first.")
  .max(mostPeopleAtOnce, tooMany);

const peopleChange = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("role").describe("Gives them a role"),
      role: z.enum(roles, { error: "A role is reader, editor or admin." }).describe("The role that they get"),
    }),
    z.strictObject({
      kind: z.literal("team").describe("Adds them to a team"),
      teamId: id.min(1, "Choose a team.").describe("The team that they join"),
    }),
    z.strictObject({ kind: z.literal("deactivate").describe("Ends their access") }),
    z.strictObject({
      kind: z
        .literal("end_access")
        .describe("Ends their sessions, tokens and sign-ins to applications; they can sign in again"),
    }),
    z.strictObject({ kind: z.literal("reactivate").describe("Gives their access back") }),
    z.strictObject({ kind: z.literal("invitation").describe("Sends the invitation again") }),
  ],
  { error: "kind is role, team, deactivate, end_access, reactivate or invitation." },
);

/** One change to the ticked members. */
export const peopleChangeForm = z.object({ userIds, change: peopleChange });

/** The same by the API. */
export const changePeopleBody = z.strictObject({
  userIds: userIds.describe("Who is changed, by id"),
  change: peopleChange.describe("What is done with them"),
  dryRun: z
    .boolean({ error: "dryRun is true or false." })
    .default(false)
    .describe("True: answers with what would be done, and changes nothing"),
});

const named = { id: z.string().describe("Their id"), name: z.string().describe("Their name") };

/** What a change does or did. */
export const peopleChangeView = z
  .object({
    changed: z.array(z.object(named)).describe("Who was changed, or with `dryRun` would be"),
    leftOut: z
      .array(
        z.object({ ...named, reason: z.enum(leftOutReasons).describe("Why the change does not fit them") }),
      )
      .describe("The change does not fit them; the others are changed all the same"),
    sessions: z.number().int().describe("Sessions that end, if the change deactivates or ends access"),
    tokens: z.number().int().describe("Personal tokens that end with it"),
    toolTokens: z.number().int().describe("Kept grants at tools that end with it"),
    applications: z
      .number()
      .int()
      .describe("Applications that people are signed out of, counted for each person"),
  })
  .meta({ id: "PeopleChanged", description: "What a change of many people does or did" });
export type PeopleChangeView = z.infer<typeof peopleChangeView>;

/** The list's search and filters, to select everyone who matches. */
export const matchingPeopleForm = z.object({
  q: z.string().max(200).default(""),
  filters: z.record(z.string().max(20), z.string().max(64)).default({}),
});

/** The answer of the preview. */
export interface PeopleChangeState extends FormState {
  plan: PeopleChangeView;
}

/** The answer of "select everyone who matches". */
export interface MatchingPeopleState extends FormState {
  userIds: string[];
}

/** Whether a result contains a plan. */
export function hasPeopleChange(state: FormState): state is PeopleChangeState {
  return "plan" in state;
}

/** Whether a result contains the people who match. */
export function hasMatchingPeople(state: FormState): state is MatchingPeopleState {
  return "userIds" in state;
}
