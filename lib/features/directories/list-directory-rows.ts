import { alertOf, failingRun } from "@/lib/model/directories/health";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { DirectoryRowView } from "@/lib/schemas/directory-views";
import { listDirectories } from "./manage-directories";

/** The directories of the space with what there is in each. */
export async function listDirectoryRows(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
): Promise<DirectoryRowView[]> {
  const rows: DirectoryRowView[] = [];
  for (const directory of await listDirectories(deps, ctx)) {
    const { id, name, provider, status, lastRequestAt } = directory;
    const { people, byState } = await deps.store.directoryPeopleListsOf(directory).counts();
    const groups = await deps.store.directoryGroupsOf(directory).count();
    const latest = await deps.store.directoryRequestsOf(directory).latestChanges(failingRun);
    rows.push({
      id,
      name,
      provider,
      status,
      alert: alertOf(directory, latest, deps.now()),
      people,
      groups,
      lastRequestAt: lastRequestAt?.toISOString() ?? null,
      held: byState.held,
    });
  }
  return rows;
}
