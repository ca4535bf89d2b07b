import type { Store } from "@/lib/db/store";
import { refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";

/**
 * Refuses a name that another directory of the organization has, compared case-insensitively: a configuration file knows
 * directories by their names, and people tell them apart by nothing else. Other creations and renamings in the space wait
 * until the transaction ends.
 */
export async function refuseTakenName(
  tx: Store,
  { space }: Pick<Context, "space">,
  input: { organizationId: string; name: string; exceptId?: string },
) {
  await tx.spaces.lock(space.id);
  const wanted = input.name.toLowerCase();
  const others = await tx.directoriesOf(input.organizationId).all();
  if (!others.some(({ id, name }) => id !== input.exceptId && name.toLowerCase() === wanted)) return null;
  return refused(
    "conflict",
    "directory_name_taken",
    "The space already has a directory with this name. Choose another one.",
    { field: "name", received: input.name },
  );
}
