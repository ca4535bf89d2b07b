import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { Store } from "@/lib/db/store";
import { auditDirectory, findDirectory } from "@/lib/features/directories/manage-directories";
import { noSuchRequest } from "@/lib/features/directories/read-directory";
import { notReplayableWords, refuseReplay } from "@/lib/features/directories/replayable";
import {
  directoryAddress,
  noNotes,
  type ScimAnswer,
  type ScimContext,
} from "@/lib/features/directories/scim-context";
import type { Directory } from "@/lib/model/directories/directory";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readJson } from "@/lib/protocols/scim/read-json";
import { ScimFault } from "@/lib/protocols/scim/scim-fault";
import { everything } from "@/lib/protocols/scim/selection";
import { logEntry } from "./log-entry";
import { routeRequest } from "./route-request";

/**
 * Serves a refused request of the log again, after what was wrong has been corrected here: exactly as if the provider
 * had sent it now, with a log entry of its own. One transaction, so that two administrators at once repeat it once. If
 * it is refused again, it can be repeated again; once it has worked, it cannot. Passwords were never kept.
 */
export async function replayRequest(
  deps: Dependencies,
  ctx: Context,
  input: { directoryId: string; requestId: string },
): Promise<Outcome<DirectoryRequest>> {
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, input.directoryId);
    if (!found.ok) return found;
    const directory = found.value;
    const requests = tx.directoryRequestsOf(directory);
    const request = await requests.lock(input.requestId);
    if (!request) return noSuchRequest();
    const reason = await refuseReplay(tx, directory, request);
    if (reason)
      return refused("conflict", "directory_request_not_replayable", notReplayableWords[reason], {
        received: reason,
      });
    const entry = await serveAgain(deps, tx, { ctx, directory, request });
    await requests.insert(entry);
    if (entry.status < 400) await requests.markReplayed(request.id, entry.id);
    const { method, path } = request;
    const details = { request: request.id, method, path, status: entry.status };
    await auditDirectory(deps, tx, ctx, directory, "directory.request_replayed", details);
    return done(entry);
  });
}

async function serveAgain(
  deps: Dependencies,
  tx: Store,
  input: { ctx: Context; directory: Directory; request: DirectoryRequest },
): Promise<DirectoryRequest> {
  const { directory, request } = input;
  const startedAt = performance.now();
  const [pathname = "", search = ""] = request.path.split("?", 2);
  const path = pathname.split("/").slice(1);
  const scim: ScimContext = {
    directory,
    base: directoryAddress(deps.appUrl, directory.id),
    // The version that the provider compared with is not the one that it would compare with now.
    conditions: { ifMatch: null, ifNoneMatch: null },
    selection: everything,
    notes: noNotes(),
  };
  let served: ScimAnswer & { fault: ScimFault | null };
  try {
    const answer = await tx.transaction((within) =>
      routeRequest({ ...deps, store: within }, scim, {
        method: request.method,
        path,
        query: new URLSearchParams(search),
        // Read like every other body: what is kept obeys the same bounds.
        body: () => readJson(Buffer.from(JSON.stringify(request.body))),
      }),
    );
    served = { ...answer, fault: null };
  } catch (error) {
    if (!(error instanceof ScimFault)) throw error;
    scim.notes = noNotes();
    served = { status: error.status, body: null, fault: error };
  }
  return logEntry(deps, scim, {
    method: request.method,
    path,
    search,
    served,
    body: request.body,
    address: input.ctx.actor.address,
    startedAt,
    replayOf: request.id,
  });
}
