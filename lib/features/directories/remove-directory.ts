import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { applyPerson } from "./apply-person";
import { auditDirectory, findDirectory, moveDirectory } from "./manage-directories";
import { lockTargetSpaces } from "./target-spaces";

/** What becomes of the access that people have through the directory. */
export type AccessChoice = "keep" | "end";

/** What a removal touches, in numbers; shown before it. */
export interface DirectoryRemovalImpact {
  people: number;
  groups: number;
  /** People of the feed who have access now, in any space that it brings people to. */
  withAccess: number;
  /** Of those, IT administrators, and administrators above those whom the feed may speak for: they keep it. */
  alwaysKeep: number;
  /** Held by the brake: without a decision they keep access. */
  held: number;
}

export interface RemovedDirectory {
  id: string;
  name: string;
  /** How many people have lost access. */
  ended: number;
}

/** So many people are decided in one transaction: sign-ins wait for the spaces meanwhile. */
const atOnce = 25;

/** Counts what removing a directory touches. */
export async function directoryRemovalImpact(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space" | "user">,
  id: string,
): Promise<Outcome<DirectoryRemovalImpact>> {
  const found = await findDirectory(store, ctx, id);
  if (!found.ok) return found;
  const directory = found.value;
  const { people, byState } = await store.directoryPeopleListsOf(directory).counts();
  const groups = await store.directoryGroupsOf(directory).count();
  const access = await countAccess(store, ctx, directory);
  return done({ people, groups, held: byState.held, ...access });
}

async function countAccess(store: Store, ctx: Pick<Context, "user">, directory: Directory) {
  const targets = await store.transaction((tx) => lockTargetSpaces(tx, directory));
  const withAccess = new Set<string>();
  const kept = new Set<string>();
  await eachPart(store, directory, 1_000, async (part) => {
    for (const { space } of targets) {
      for (const member of await store
        .membershipsOf(space.id)
        .membersAmong(part.map(({ userId }) => userId))) {
        if (member.status === "deactivated") continue;
        withAccess.add(member.userId);
        if (member.isItAdministrator || member.userId === ctx.user?.id) kept.add(member.userId);
      }
    }
  });
  return { withAccess: withAccess.size, alwaysKeep: kept.size };
}

/**
 * Removes a directory with its credentials, people, groups and log. `keep`: people keep the access that they have;
 * `end`: it ends as if the feed had said that all of them have left, except for IT administrators, the last
 * administrator, and the administrator who removes it. The audit log stays.
 *
 * Access ends before the directory goes, a few people at a time. If the process dies in between, the directory is
 * paused, and the same removal goes on where it was.
 */
export async function removeDirectory(
  deps: Dependencies,
  ctx: Context,
  id: string,
  access: AccessChoice,
): Promise<Outcome<RemovedDirectory>> {
  const found = await findDirectory(deps.store, ctx, id);
  if (!found.ok) return found;
  const directory = found.value;
  if (access === "end" && directory.status === "active") {
    // From now on no request of the provider brings anybody back.
    const paused = await moveDirectory(deps, ctx, id, "pause");
    if (!paused.ok) return paused;
  }
  const ended = access === "end" ? await endAll(deps, ctx, directory) : 0;
  return deps.store.transaction(async (tx) => {
    const still = await findDirectory(tx, ctx, id);
    if (!still.ok) return still;
    const { people } = await tx.directoryPeopleListsOf(directory).counts();
    await tx.directoriesOf(directory.organizationId).remove(id);
    await auditDirectory(deps, tx, ctx, directory, "directory.removed", { people, access, ended });
    return done({ id, name: directory.name, ended });
  });
}

async function endAll(deps: Dependencies, ctx: Context, directory: Directory): Promise<number> {
  let ended = 0;
  await eachPart(deps.store, directory, atOnce, async (part) => {
    const others = part.filter(({ userId }) => userId !== ctx.user?.id);
    ended += await deps.store.transaction((tx) => endPart(deps, tx, directory, others));
  });
  return ended;
}

async function endPart(
  deps: Dependencies,
  tx: Store,
  directory: Directory,
  part: readonly { id: string }[],
): Promise<number> {
  const targets = await lockTargetSpaces(tx, directory);
  let ended = 0;
  for (const { id } of part) {
    const person = await tx.directoryPeopleOf(directory).lock(id);
    if (!person) continue;
    const leaving = { ...person, active: false, isArriving: false };
    const { hasLeft } = await applyPerson(deps, tx, {
      directory,
      targets,
      person: leaving,
      isConfirmed: true,
    });
    if (hasLeft) ended += 1;
  }
  return ended;
}

async function eachPart(
  store: Store,
  directory: Directory,
  size: number,
  work: (part: readonly { id: string; userId: string }[]) => Promise<void>,
): Promise<void> {
  for (let after = ""; ; ) {
    const part = await store.directoryStandingOf(directory).linkedAfter(after, size);
    if (part.length > 0) await work(part);
    const last = part.at(-1);
    if (!last || part.length < size) return;
    after = last.id;
  }
}
