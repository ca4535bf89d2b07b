import { decideHeld } from "@/lib/features/directories/decide-held";
import {
  viewDirectoryGroup,
  viewDirectoryHealth,
  viewDirectoryPerson,
  viewDirectoryRequest,
  viewRequestInFull,
} from "@/lib/features/directories/directory-view";
import {
  readDirectoryPeople,
  readDirectoryRequest,
  readDirectoryRequests,
} from "@/lib/features/directories/read-directory";
import { readDirectoryGroup, readDirectoryGroups } from "@/lib/features/directories/read-groups";
import { readDirectoryHealth } from "@/lib/features/directories/read-health";
import { done } from "@/lib/model/outcome";
import {
  decidedView,
  decideHeldBody,
  directoryGroupView,
  directoryHealthView,
  directoryListQuery,
  directoryPeopleQuery,
  directoryPersonView,
  directoryRequestInFullView,
  directoryRequestsQuery,
  directoryRequestView,
} from "@/lib/schemas/directory";
import { listOf } from "@/lib/schemas/list-answer";
import { replayRequest } from "@/lib/server/scim/replay-request";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";
import {
  missingDirectory as missing,
  oneDirectory as one,
  readsDirectories as read,
  writesDirectories as write,
} from "./directory-parts";

/** What a directory has sent, and what was made of it. */
export const directoryContentOperations = [
  defineOperation(
    {
      id: "listDirectoryPeople",
      method: "get",
      path: `${one}/people`,
      ...read,
      summary: "List a directory's people",
      description: "With what was made of each; `state=held` lists those whom the brake holds.",
      query: directoryPeopleQuery,
      response: listOf(directoryPersonView),
      problems: [missing],
    },
    async (call) => {
      const found = await readDirectoryPeople(call.deps, call.ctx, call.params.id, partOf(call));
      if (!found.ok) return found;
      return done(apiList(call, { ...found.value, rows: found.value.rows.map(viewDirectoryPerson) }));
    },
  ),
  defineOperation(
    {
      id: "decideHeldPeople",
      method: "post",
      path: `${one}/held`,
      ...write,
      summary: "Confirm or reject what the brake holds",
      description:
        "When a directory takes access away from more than a tenth of its people, or from more than 20, within ten minutes, the rest is held. `confirm` ends their access, `reject` leaves it to them.",
      body: decideHeldBody,
      response: decidedView,
      problems: [missing],
    },
    ({ deps, ctx, params, body }) => decideHeld(deps, ctx, params.id, body),
  ),
  defineOperation(
    {
      id: "listDirectoryRequests",
      method: "get",
      path: `${one}/requests`,
      ...read,
      summary: "Read a directory's request log",
      description:
        "The requests of the last 30 days, newest first: what was asked, answered and changed, and why one failed.",
      query: directoryRequestsQuery,
      response: listOf(directoryRequestView),
      problems: [missing],
    },
    async (call) => {
      const found = await readDirectoryRequests(call.deps, call.ctx, call.params.id, partOf(call));
      if (!found.ok) return found;
      return done(apiList(call, { ...found.value, rows: found.value.rows.map(viewDirectoryRequest) }));
    },
  ),
  defineOperation(
    {
      id: "getDirectoryRequest",
      method: "get",
      path: `${one}/requests/{requestId}`,
      ...read,
      summary: "Read a request of a directory in full",
      description: "With what was sent, without passwords, and whether it can be served again.",
      response: directoryRequestInFullView,
      problems: [missing, "directory_request_not_found"],
    },
    async ({ deps, ctx, params }) => {
      const input = { directoryId: params.id, requestId: params.requestId };
      const found = await readDirectoryRequest(deps, ctx, input);
      return found.ok ? done(viewRequestInFull(found.value)) : found;
    },
  ),
  defineOperation(
    {
      id: "replayDirectoryRequest",
      method: "post",
      path: `${one}/requests/{requestId}/replay`,
      ...write,
      summary: "Serve a refused request again",
      description:
        "After what was wrong has been corrected here: exactly as if the provider had sent it now. Only while its body is kept, while nothing newer is known of the same person or group, and until it has worked. The answer is the new entry of the log.",
      response: directoryRequestView,
      problems: [missing, "directory_request_not_found", "directory_request_not_replayable"],
    },
    async ({ deps, ctx, params }) => {
      const input = { directoryId: params.id, requestId: params.requestId };
      const served = await replayRequest(deps, ctx, input);
      return served.ok ? done(viewDirectoryRequest(served.value)) : served;
    },
  ),
  defineOperation(
    {
      id: "listDirectoryGroups",
      method: "get",
      path: `${one}/groups`,
      ...read,
      summary: "List a directory's groups",
      description: "With the number of members, and what each gives by the rules of each space.",
      query: directoryListQuery,
      response: listOf(directoryGroupView),
      problems: [missing],
    },
    async (call) => {
      const found = await readDirectoryGroups(call.deps, call.ctx, call.params.id, partOf(call));
      if (!found.ok) return found;
      return done(apiList(call, { ...found.value, rows: found.value.rows.map(viewDirectoryGroup) }));
    },
  ),
  defineOperation(
    {
      id: "listDirectoryGroupPeople",
      method: "get",
      path: `${one}/groups/{groupId}/people`,
      ...read,
      summary: "List the people of a directory's group",
      query: directoryListQuery,
      response: listOf(directoryPersonView),
      problems: [missing, "directory_group_not_found"],
    },
    async (call) => {
      const input = { directoryId: call.params.id, groupId: call.params.groupId };
      const found = await readDirectoryGroup(call.deps, call.ctx, input, partOf(call));
      if (!found.ok) return found;
      const { people } = found.value;
      return done(apiList(call, { ...people, rows: people.rows.map(viewDirectoryPerson) }));
    },
  ),
  defineOperation(
    {
      id: "getDirectoryHealth",
      method: "get",
      path: `${one}/health`,
      ...read,
      summary: "Say how a directory is doing",
      response: directoryHealthView,
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const found = await readDirectoryHealth(deps, ctx, params.id);
      return found.ok ? done(viewDirectoryHealth(found.value)) : found;
    },
  ),
];
