import { findPerson } from "@/lib/features/people/list-people";
import { endSessionsOfMember, endSpaceSession } from "@/lib/features/sessions/end-sessions";
import { listSpaceSessions } from "@/lib/features/sessions/list-sessions";
import { done, refused } from "@/lib/model/outcome";
import { listOf } from "@/lib/schemas/list-answer";
import { endedSessionsView, sessionApiQuery, sessionView } from "@/lib/schemas/session-api";
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
];
