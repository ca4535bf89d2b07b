import { addToTeam, removeFromTeam } from "@/lib/features/people/change-team-members";
import { findPerson, findPersonByAddress } from "@/lib/features/people/list-people";
import { listTeams, readTeam } from "@/lib/features/people/read-teams";
import { removeTeam } from "@/lib/features/people/remove-team";
import { createTeam, noSuchTeam, updateTeam } from "@/lib/features/people/save-team";
import { viewTeam, viewTeamMember } from "@/lib/features/people/team-view";
import { done, refused } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { listOf } from "@/lib/schemas/list-answer";
import {
  changeTeamBody,
  createTeamBody,
  teamApiQuery,
  teamMemberView,
  teamView,
} from "@/lib/schemas/team-api";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/teams";
const one = `${all}/{id}` as const;
/** `person` is a user's id or email address. */
const member = `${one}/members/{person}` as const;
const reads = { tag: "Teams", scope: "people:read" } as const;
const writes = { tag: "Teams", scope: "people:write" } as const;
const missing = "team_not_found";

async function find(deps: Dependencies, ctx: Context, teamId: string) {
  const found = await readTeam(deps, ctx, teamId, { page: 1, pageSize: 1 });
  return found ? done(viewTeam(found.team, found.impact.members)) : noSuchTeam();
}

async function personOf(deps: Dependencies, ctx: Context, person: string) {
  const address = normaliseEmail(person);
  return (
    (address ? await findPersonByAddress(deps, ctx, address) : await findPerson(deps, ctx, person)) ?? null
  );
}

const noSuchPerson = () => refused("not_found", "user_not_found", "There is no such person in this space.");

export const teamOperations = [
  defineOperation(
    {
      id: "listTeams",
      method: "get",
      path: all,
      ...reads,
      summary: "List teams",
      query: teamApiQuery,
      response: listOf(teamView),
    },
    async (call) => {
      const page = await listTeams(call.deps, call.ctx, partOf(call));
      return done(apiList(call, { ...page, rows: page.rows.map((team) => viewTeam(team, team.members)) }));
    },
  ),
  defineOperation(
    {
      id: "createTeam",
      method: "post",
      path: all,
      ...writes,
      summary: "Create a team",
      body: createTeamBody,
      status: 201,
      response: teamView,
      problems: ["team_name_taken", "role_above_own"],
    },
    async ({ deps, ctx, body }) => {
      const created = await createTeam(deps, ctx, body);
      return created.ok ? done(viewTeam(created.value, 0)) : created;
    },
  ),
  defineOperation(
    {
      id: "getTeam",
      method: "get",
      path: one,
      ...reads,
      summary: "Read a team",
      response: teamView,
      problems: [missing],
    },
    ({ deps, ctx, params }) => find(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "changeTeam",
      method: "patch",
      path: one,
      ...writes,
      summary: "Change a team",
      description: "What is left out stays.",
      body: changeTeamBody,
      ifMatch: { current: ({ deps, ctx, params }) => find(deps, ctx, params.id) },
      response: teamView,
      problems: [missing, "team_name_taken", "role_above_own"],
    },
    async ({ deps, ctx, params, body }) => {
      const changed = await updateTeam(deps, ctx, { teamId: params.id, ...body });
      return changed.ok ? find(deps, ctx, params.id) : changed;
    },
  ),
  defineOperation(
    {
      id: "listTeamMembers",
      method: "get",
      path: `${one}/members`,
      ...reads,
      summary: "List the people of a team",
      query: teamApiQuery,
      response: listOf(teamMemberView),
      problems: [missing],
    },
    async (call) => {
      const found = await readTeam(call.deps, call.ctx, call.params.id, partOf(call));
      if (!found) return noSuchTeam();
      const { members } = found;
      return done(apiList(call, { ...members, rows: members.rows.map(viewTeamMember) }));
    },
  ),
  defineOperation(
    {
      id: "addTeamMember",
      method: "put",
      path: member,
      ...writes,
      summary: "Add a person to a team",
      description: "Nothing happens if they are in it already. For many people, see `changeUsers`.",
      status: 204,
      problems: [missing, "user_not_found"],
    },
    async ({ deps, ctx, params }) => {
      const person = await personOf(deps, ctx, params.person);
      if (!person) return noSuchPerson();
      return addToTeam(deps, ctx, { teamId: params.id, email: person.email });
    },
  ),
  defineOperation(
    {
      id: "removeTeamMember",
      method: "delete",
      path: member,
      ...writes,
      summary: "Remove a person from a team",
      description: "Somebody whom a role rule has put there comes back at their next sign-in.",
      status: 204,
      problems: [missing, "user_not_found", "team_member_not_found"],
    },
    async ({ deps, ctx, params }) => {
      const person = await personOf(deps, ctx, params.person);
      if (!person) return noSuchPerson();
      const removed = await removeFromTeam(deps, ctx, { teamId: params.id, userIds: [person.id] });
      if (!removed.ok || removed.value.removed > 0) return removed;
      return refused("not_found", "team_member_not_found", "This person is not in the team.");
    },
  ),
  defineOperation(
    {
      id: "removeTeam",
      method: "delete",
      path: one,
      ...writes,
      summary: "Remove a team",
      description: "Its people stay in the space. Role rules that name it give it no more.",
      ifMatch: { current: ({ deps, ctx, params }) => find(deps, ctx, params.id) },
      status: 204,
      problems: [missing],
    },
    ({ deps, ctx, params }) => removeTeam(deps, ctx, params.id),
  ),
];
