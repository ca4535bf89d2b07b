import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { DirectoryRowView } from "@/lib/schemas/directory-views";
import { listDirectories } from "./manage-directories";

/** The directories of the space with what there is in each. */
export async function listDirectoryRows(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
): Promise<(DirectoryRowView & { held: number })[]> {
  const rows: (DirectoryRowView & { held: number })[] = [];
  for (const directory of await listDirectories(deps, ctx)) {
    const { id, name, provider, status, lastRequestAt } = directory;
    const { people, byState } = await deps.store.directoryPeopleListsOf(directory).counts();
    const groups = await deps.store.directoryGroupsOf(directory).count();
    const last = lastRequestAt?.toISOString() ?? null;
    rows.push({ id, name, provider, status, people, groups, lastRequestAt: last, held: byState.held });
  }
  return rows;
}
