import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { applyOne } from "./apply-due";
import { auditDirectory, findDirectory } from "./manage-directories";

/** No request changes more people than this at once; the rest is decided by the next one. */
const most = 1_000;

/**
 * What an administrator says to people whom the brake holds: `confirm` takes their access away as the feed wants,
 * `reject` leaves it to them until the feed says something new. Of all who are held, or of the people named.
 */
export async function decideHeld(
  deps: Dependencies,
  ctx: Context,
  directoryId: string,
  input: { decision: "confirm" | "reject"; people: readonly string[] | null },
): Promise<Outcome<{ people: number }>> {
  const found = await findDirectory(deps.store, ctx, directoryId);
  if (!found.ok) return found;
  const directory = found.value;
  const held = (await deps.store.directoryPeopleListsOf(directory).inState(["held"], most)).filter(
    ({ id }) => input.people === null || input.people.includes(id),
  );
  if (input.decision === "confirm") for (const { id } of held) await applyOne(deps, directory, id, true);
  const people = await deps.store.transaction(async (tx) => {
    const decided = input.decision === "reject" ? await keep(tx, directory, held) : held.length;
    await auditDirectory(
      deps,
      tx,
      ctx,
      directory,
      input.decision === "confirm" ? "directory.brake_confirmed" : "directory.brake_rejected",
      { people: decided },
    );
    return decided;
  });
  return done({ people });
}

/** Leaves their access to those who are still held: somebody may have returned, or been decided on, meanwhile. */
async function keep(
  tx: Store,
  directory: Pick<Directory, "id" | "organizationId">,
  held: readonly { id: string }[],
): Promise<number> {
  let kept = 0;
  // In one order, so that two administrators do not wait for each other.
  for (const id of held.map((person) => person.id).toSorted()) {
    const person = await tx.directoryPeopleOf(directory).lock(id);
    if (person?.state !== "held") continue;
    await tx.directoryStandingOf(directory).settle(id, { state: "kept", reason: "brake_rejected" });
    kept += 1;
  }
  return kept;
}
