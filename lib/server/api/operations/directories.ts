import { decideHeld } from "@/lib/features/directories/decide-held";
import { createDirectoryToken, revokeDirectoryToken } from "@/lib/features/directories/directory-credentials";
import {
  viewDirectory,
  viewDirectoryPerson,
  viewDirectoryRequest,
  viewDirectoryToken,
} from "@/lib/features/directories/directory-view";
import { dryRun } from "@/lib/features/directories/dry-run";
import {
  createDirectory,
  findDirectory,
  listDirectories,
  moveDirectory,
  updateDirectory,
} from "@/lib/features/directories/manage-directories";
import {
  readDirectoryPeople,
  readDirectoryRequests,
  readDirectoryTokens,
} from "@/lib/features/directories/read-directory";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import type { Directory, DirectoryEvent } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import {
  changeDirectoryBody,
  createDirectoryBody,
  createDirectoryTokenBody,
  createdDirectoryTokenView,
  decidedView,
  decideHeldBody,
  directoryPeopleQuery,
  directoryPersonView,
  directoryRequestsQuery,
  directoryRequestView,
  directoryTokenView,
  directoryView,
  dryRunView,
} from "@/lib/schemas/directory";
import { listOf, wholeListOf } from "@/lib/schemas/list-answer";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/directories";
const one = `${all}/{id}` as const;
const common = { tag: "Directories", permission: "manage_people", needsSso: true } as const;
const read = { ...common, scope: "people:read" } as const;
const write = { ...common, scope: "people:write" } as const;
const missing = "directory_not_found";

/** What a change is compared with by If-Match. */
async function current({ deps, ctx, params }: { deps: Dependencies; ctx: Context; params: { id: string } }) {
  return viewed(deps, await findDirectory(deps.store, ctx, params.id));
}

function viewed({ appUrl }: Pick<Dependencies, "appUrl">, found: Outcome<Directory>) {
  return found.ok ? done(viewDirectory(appUrl, found.value)) : found;
}

/** Activates, pauses or resumes. */
function moveOperation(event: DirectoryEvent, summary: string, description: string) {
  return defineOperation(
    {
      id: `${event}Directory`,
      method: "post",
      path: `${one}/${event}` as `${typeof one}/${string}`,
      ...write,
      summary,
      description,
      response: directoryView,
      problems: [missing, "directory_state", "stale_revision"],
    },
    async ({ deps, ctx, params }) => viewed(deps, await moveDirectory(deps, ctx, params.id, event)),
  );
}

export const directoryOperations = [
  defineOperation(
    {
      id: "listDirectories",
      method: "get",
      path: all,
      ...read,
      summary: "List directories",
      response: wholeListOf(directoryView),
    },
    async ({ deps, ctx }) =>
      done({ data: (await listDirectories(deps, ctx)).map((each) => viewDirectory(deps.appUrl, each)) }),
  ),
  defineOperation(
    {
      id: "createDirectory",
      method: "post",
      path: all,
      ...write,
      summary: "Create a directory",
      description:
        "A directory receives people and groups by SCIM 2.0 at its `baseUrl`. It observes at first: requests are answered and kept, and nobody is brought in before it is activated. Create a token for the provider next.",
      body: createDirectoryBody,
      status: 201,
      response: directoryView,
      problems: ["connection_not_found"],
    },
    async ({ deps, ctx, body }) => viewed(deps, await createDirectory(deps, ctx, body)),
  ),
  defineOperation(
    {
      id: "getDirectory",
      method: "get",
      path: one,
      ...read,
      summary: "Read a directory",
      response: directoryView,
      problems: [missing],
    },
    (call) => current(call),
  ),
  defineOperation(
    {
      id: "changeDirectory",
      method: "patch",
      path: one,
      ...write,
      summary: "Change a directory",
      description: "With another connection, everybody's roles are decided anew.",
      body: changeDirectoryBody,
      ifMatch: { current },
      response: directoryView,
      problems: [missing, "connection_not_found"],
    },
    async ({ deps, ctx, params, body }) => {
      const { name, provider, connectionId } = body;
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(provider === undefined ? {} : { provider }),
        ...(connectionId === undefined ? {} : { connectionId }),
      };
      return viewed(deps, await updateDirectory(deps, ctx, params.id, { change, revision: null }));
    },
  ),
  defineOperation(
    {
      id: "dryRunDirectory",
      method: "get",
      path: `${one}/dry-run`,
      ...read,
      summary: "Say what activation would do",
      description:
        "Of up to 10,000 people: who is known, new, in conflict or ambiguous, and the licences that it takes.",
      response: dryRunView,
      problems: [missing],
    },
    ({ deps, ctx, params }) => dryRun(deps, ctx, params.id),
  ),
  moveOperation(
    "activate",
    "Activate a directory",
    "From now on the directory brings people in, changes their roles by its groups, and ends access. Everybody in it is applied within seconds to minutes.",
  ),
  moveOperation(
    "pause",
    "Pause a directory",
    "Requests are answered and kept, and applied when it is resumed.",
  ),
  moveOperation("resume", "Resume a directory", "What came while it was paused is applied."),
  defineOperation(
    {
      id: "listDirectoryTokens",
      method: "get",
      path: `${one}/tokens`,
      ...read,
      summary: "List a directory's tokens",
      response: wholeListOf(directoryTokenView),
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const found = await readDirectoryTokens(deps, ctx, params.id);
      return found.ok ? done({ data: found.value.map(viewDirectoryToken) }) : found;
    },
  ),
  defineOperation(
    {
      id: "createDirectoryToken",
      method: "post",
      path: `${one}/tokens`,
      ...write,
      summary: "Create a token for the provider",
      description:
        "Only this response contains the token. Two may be in use, so that one can be exchanged without a pause.",
      body: createDirectoryTokenBody,
      bodyOptional: true,
      status: 201,
      response: createdDirectoryTokenView,
      problems: [missing, "too_many_directory_tokens", "expiry_past"],
    },
    async ({ deps, ctx, params, body }) => {
      const created = await createDirectoryToken(deps, ctx, params.id, body);
      return created.ok
        ? done({ ...viewDirectoryToken(created.value), token: created.value.token })
        : created;
    },
  ),
  defineOperation(
    {
      id: "revokeDirectoryToken",
      method: "delete",
      path: `${one}/tokens/{tokenId}`,
      ...write,
      summary: "Revoke a directory's token",
      status: 204,
      problems: [missing, "token_not_found"],
    },
    ({ deps, ctx, params }) =>
      revokeDirectoryToken(deps, ctx, { directoryId: params.id, credentialId: params.tokenId }),
  ),
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
      id: "removeDirectory",
      method: "delete",
      path: one,
      ...write,
      summary: "Remove a directory",
      description: "With its tokens, people, groups and log. People keep the access that they have.",
      ifMatch: { current },
      status: 204,
      problems: [missing],
    },
    ({ deps, ctx, params }) => removeDirectory(deps, ctx, params.id),
  ),
];
