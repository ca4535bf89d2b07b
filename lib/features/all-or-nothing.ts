import type { Outcome, Problem } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Leaves a transaction without committing it; never seen outside of `allOrNothing`. */
class RolledBack extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/**
 * Runs several use cases as one: if one of them refuses, nothing of the others stays. `work` gets dependencies whose
 * store is the transaction.
 */
export async function allOrNothing<T, D extends Pick<Dependencies, "store">>(
  deps: D,
  work: (deps: D) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await deps.store.transaction(async (store) => {
      const outcome = await work({ ...deps, store });
      if (!outcome.ok) throw new RolledBack(outcome.problem);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return { ok: false, problem: error.problem };
    throw error;
  }
}
