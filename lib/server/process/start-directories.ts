import { applyAllDue } from "@/lib/features/directories/apply-due";
import type { Polling } from "@/lib/infra/polling";
import type { AppDependencies } from "./dependencies";
import { startRounds } from "./start-rounds";

/**
 * Applies people of directories whose groups have changed, or whose directory was activated, until stopped; several
 * processes may do so at once. `stop` waits for the person who is being applied.
 */
export function startDirectories(deps: AppDependencies, everyMs = 1_000): Polling {
  return startRounds(deps, "directories", () => applyAllDue(deps), everyMs);
}
