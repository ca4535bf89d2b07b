import { viewDirectory } from "@/lib/features/directories/directory-view";
import { dryRun, dryRunAsCsv } from "@/lib/features/directories/dry-run";
import {
  createDirectory,
  findDirectory,
  listDirectories,
  moveDirectory,
  updateDirectory,
} from "@/lib/features/directories/manage-directories";
import { directoryRemovalImpact, removeDirectory } from "@/lib/features/directories/remove-directory";
import type { Directory, DirectoryEvent } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import {
  changeDirectoryBody,
  createDirectoryBody,
  directoryRemovalView,
  directoryView,
  dryRunView,
  removeDirectoryQuery,
} from "@/lib/schemas/directory";
import { wholeListOf } from "@/lib/schemas/list-answer";
import { csvResponse, wantsCsv } from "@/lib/server/http/csv-response";
import { streamOf } from "@/lib/server/http/stream-of";
import { defineOperation } from "../define-operation";
import {
  missingDirectory as missing,
  oneDirectory as one,
  readsDirectories as read,
  writesDirectories as write,
} from "./directory-parts";

const all = "/spaces/{slug}/directories";

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
      problems: ["connection_not_found", "directory_name_taken"],
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
      problems: [missing, "connection_not_found", "directory_name_taken"],
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
        "Of up to 10,000 people: who is known, new, in conflict or ambiguous, each explained, and the licences that it takes. With `Accept: text/csv`, the rows as comma-separated values.",
      response: dryRunView,
      csv: true,
      problems: [missing],
    },
    async ({ deps, ctx, params, request }) => {
      if (!wantsCsv(request)) return dryRun(deps, ctx, params.id);
      const parts = await dryRunAsCsv(deps, ctx, params.id);
      return parts.ok ? csvResponse(streamOf(parts.value), `dry-run-${ctx.space.slug}.csv`) : parts;
    },
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
];

/** After everything that is done with a directory. */
export const directoryRemovalOperations = [
  defineOperation(
    {
      id: "getDirectoryRemoval",
      method: "get",
      path: `${one}/removal`,
      ...read,
      summary: "Say what removing a directory touches",
      response: directoryRemovalView,
      problems: [missing],
    },
    ({ deps, ctx, params }) => directoryRemovalImpact(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "removeDirectory",
      method: "delete",
      path: one,
      ...write,
      summary: "Remove a directory",
      description:
        "With its credentials, people, groups and log. With `access=keep`, the default, people keep the access that they have; with `access=end` they lose it, except for IT administrators, the last administrator and you.",
      query: removeDirectoryQuery,
      ifMatch: { current },
      status: 204,
      problems: [missing, "directory_state", "stale_revision"],
    },
    ({ deps, ctx, params, query }) => removeDirectory(deps, ctx, params.id, query.access),
  ),
];
