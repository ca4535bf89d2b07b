import { endAccessNow } from "@/lib/features/access/end-access-now";
import { findPerson } from "@/lib/features/people/list-people";
import { endSessionsOfMember, endSpaceSession } from "@/lib/features/sessions/end-sessions";
import { listSpaceSessions } from "@/lib/features/sessions/list-sessions";
import { done, refused } from "@/lib/model/outcome";
import { listOf } from "@/lib/schemas/list-answer";
import {
  accessReceiptView,
  endAccessBody,
  endedSessionsView,
  sessionApiQuery,
  sessionView,
} from "@/lib/schemas/session-api";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const tag = "Sessions";

export const sessionOperations = [
  defineOperation(
    {
      id: "listSessions",
      method: "get",
      path: "/spaces/{slug}/sessions",
      tag,
      summary: "List the sessions of the space",
      description: "Those that are live now, the one that was used last first.",
      scope: "people:read",
      query: sessionApiQuery,
      response: listOf(sessionView),
    },
    async (call) => done(apiList(call, await listSpaceSessions(call.deps, call.ctx, partOf(call)))),
  ),
  defineOperation(
    {
      id: "endSession",
      method: "delete",
      path: "/spaces/{slug}/sessions/{id}",
      tag,
      summary: "End a session",
      description: "The person is signed out of this space. Other spaces that admitted them are not touched.",
      scope: "people:write",
      status: 204,
      problems: ["session_not_found"],
    },
    ({ deps, ctx, params }) => endSpaceSession(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "endUserSessions",
      method: "delete",
      path: "/spaces/{slug}/users/{id}/sessions",
      tag,
      summary: "End all sessions of a person",
      description: "They are signed out of this space everywhere, and can sign in again.",
      scope: "people:write",
      response: endedSessionsView,
      problems: ["user_not_found"],
    },
    async ({ deps, ctx, params }) => {
      if (await findPerson(deps, ctx, params.id)) return endSessionsOfMember(deps, ctx, params.id);
      return refused("not_found", "user_not_found", "There is no such person in this space.");
    },
  ),
  defineOperation(
    {
      id: "endUserAccess",
      method: "post",
      path: "/spaces/{slug}/users/{id}/end-access",
      tag,
      summary: "End a person's access now",
      description:
        "Ends their sessions of this space, their sign-ins to applications with the refresh tokens, their personal tokens and the kept grants at the organization's tools; applications are told. They stay a member and can sign in again. For many people, see `changeUsers` with `end_access`.",
      scope: "people:write",
      body: endAccessBody,
      bodyOptional: true,
      response: accessReceiptView,
      problems: ["user_not_found", "ends_own_access", "role_above_own"],
    },
    ({ deps, ctx, params, body }) => endAccessNow(deps, ctx, { userId: params.id, ...body }),
  ),
];
