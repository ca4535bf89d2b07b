import type { Directory } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { auditDirectory, findDirectory } from "./manage-directories";

/**
 * Removes a directory with its tokens, people, groups and log. People keep the access that they have; the audit log
 * stays.
 */
export async function removeDirectory(
  deps: Dependencies,
  ctx: Context,
  id: string,
): Promise<Outcome<Pick<Directory, "id" | "name">>> {
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, id);
    if (!found.ok) return found;
    const { people } = await tx.directoryPeopleOf(found.value).counts();
    await tx.directoriesOf(found.value.organizationId).remove(id);
    await auditDirectory(deps, tx, ctx, found.value, "directory.removed", { people });
    return done({ id, name: found.value.name });
  });
}
