import { addPerson } from "@/lib/features/people/add-person";
import { changePeople, previewPeopleChange } from "@/lib/features/people/change-people";
import { findPerson, findPersonByAddress, listPeople } from "@/lib/features/people/list-people";
import { updatePerson } from "@/lib/features/people/update-person";
import { done, refused } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { listOf } from "@/lib/schemas/list-answer";
import { changePeopleBody, peopleChangeView } from "@/lib/schemas/people-change";
import { createUserBody, peopleApiQuery, updateUserBody, userView } from "@/lib/schemas/user";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/users";
const one = `${all}/{id}` as const;
const tag = "People";

async function find(deps: Dependencies, ctx: Context, id: string) {
  const person = await findPerson(deps, ctx, id);
  return person
    ? done(person)
    : refused("not_found", "user_not_found", "There is no such person in this space.");
}

export const userOperations = [
  defineOperation(
    {
      id: "listUsers",
      method: "get",
      path: all,
      tag,
      summary: "List people",
      scope: "people:read",
      query: peopleApiQuery,
      response: listOf(userView),
    },
    async (call) => {
      const { deps, ctx, query } = call;
      const { email, ...rest } = query;
      if (email !== undefined) {
        const address = normaliseEmail(email);
        const person = address ? await findPersonByAddress(deps, ctx, address) : null;
        return done({ data: person ? [person] : [], nextCursor: null, total: person ? 1 : 0 });
      }
      return done(apiList(call, await listPeople(deps, ctx, partOf({ ...call, query: rest }))));
    },
  ),
  defineOperation(
    {
      id: "addUser",
      method: "post",
      path: all,
      tag,
      summary: "Add a person",
      scope: "people:write",
      body: createUserBody,
      status: 201,
      response: userView,
      problems: [
        "already_member",
        "no_licence",
        "it_administrator_must_be_admin",
        "other_organization",
        "role_above_own",
        "too_many_messages",
      ],
    },
    ({ deps, ctx, body: { sendInvitation, ...person } }) =>
      addPerson(deps, ctx, person, { origin: "manual", welcome: sendInvitation }),
  ),
  defineOperation(
    {
      id: "changeUsers",
      method: "post",
      path: "/spaces/{slug}/user-changes",
      tag,
      summary: "Make one change to many people",
      description:
        "Sets a role, adds to a team, deactivates, ends access, reactivates, or sends the invitation again, for at most 1,000 people, in one transaction. People whom the change does not fit are left out, each with the reason, and the others are changed. IT administrators and the person who asks are never demoted, deactivated or signed out this way.",
      scope: "people:write",
      body: changePeopleBody,
      maxBytes: 131_072,
      response: peopleChangeView,
      problems: ["team_not_found", "too_many_messages"],
    },
    ({ deps, ctx, body: { dryRun, ...input } }) =>
      dryRun ? previewPeopleChange(deps, ctx, input) : changePeople(deps, ctx, input),
  ),
  defineOperation(
    {
      id: "getUser",
      method: "get",
      path: one,
      tag,
      summary: "Read a person",
      scope: "people:read",
      response: userView,
      problems: ["user_not_found"],
    },
    ({ deps, ctx, params }) => find(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "changeUser",
      method: "patch",
      path: one,
      tag,
      summary: "Change a person",
      scope: "people:write",
      body: updateUserBody,
      ifMatch: { current: ({ deps, ctx, params }) => find(deps, ctx, params.id) },
      response: userView,
      problems: [
        "role_above_own",
        "not_accepted_yet",
        "session_needed",
        "user_not_found",
        "last_administrator",
        "last_it_administrator",
        "it_administrator_must_be_admin",
        "other_organization",
        "no_licence",
        "address_taken",
        "person_not_owned",
        "cannot_deactivate_self",
      ],
    },
    ({ deps, ctx, params, body }) => updatePerson(deps, ctx, params.id, body),
  ),
];
