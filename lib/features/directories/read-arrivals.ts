import { tellRequest } from "@/lib/model/directories/request-words";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ArrivalsView } from "@/lib/schemas/directory-views";
import { findDirectory } from "./manage-directories";

/** The newest requests that the wizard shows. */
const shown = 8;

/** What has come from a directory so far: its newest requests and how much there is of it. For a page that waits. */
export async function readArrivals(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  id: string,
): Promise<Outcome<ArrivalsView>> {
  const found = await findDirectory(store, ctx, id);
  if (!found.ok) return found;
  const directory = found.value;
  const requests = await store
    .directoryRequestsOf(directory)
    .page({ pageSize: shown, sort: "at", direction: "desc" });
  const { people } = await store.directoryPeopleListsOf(directory).counts();
  return done({
    total: requests.total,
    people,
    groups: await store.directoryGroupsOf(directory).count(),
    requests: requests.rows.map(({ id: requestId, at, method, path, status, detail, notes }) => ({
      id: requestId,
      at: at.toISOString(),
      says: tellRequest({ method, path, changed: notes.changed, failed: status >= 400 }),
      failed: status >= 400 ? (detail ?? `Answered with ${status}`) : null,
    })),
  });
}
