import type { Directory } from "@/lib/model/directories/directory";
import type { Dependencies } from "@/lib/ports/dependencies";
import { applyPerson } from "./apply-person";
import { lockTargetSpaces } from "./target-spaces";

/**
 * Applies people of an active directory who are due: their groups have changed, or the directory was activated. Each in
 * a transaction of its own, so that nobody waits long for the spaces, and a process that dies loses nothing. Returns
 * how many it was.
 */
export async function applyDue(
  deps: Dependencies,
  { id, organizationId }: Pick<Directory, "id" | "organizationId">,
  limit: number,
): Promise<number> {
  const due = await deps.store.directoryStandingOf({ id, organizationId }).due(limit);
  for (const personId of due) await applyOne(deps, { id, organizationId }, personId);
  return due.length;
}

/** `isConfirmed`: whom the brake held goes on. */
export async function applyOne(
  deps: Dependencies,
  { id, organizationId }: Pick<Directory, "id" | "organizationId">,
  personId: string,
  isConfirmed = false,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const directory = await tx.directoriesOf(organizationId).byId(id);
    if (directory?.status !== "active") return;
    const targets = await lockTargetSpaces(tx, directory);
    const person = await tx.directoryPeopleOf(directory).lock(personId);
    if (!person || (!person.isDue && !isConfirmed)) return;
    await applyPerson(deps, tx, { directory, targets, person, isConfirmed });
  });
}

/** Applies whoever is due in any directory, a few at a time; returns how many. For the worker. */
export async function applyAllDue(deps: Dependencies, limit = 200): Promise<number> {
  let applied = 0;
  for (const directory of await deps.store.dueDirectories.all(20))
    applied += await applyDue(deps, directory, limit);
  return applied;
}
