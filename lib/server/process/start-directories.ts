import { applyAllDue } from "@/lib/features/directories/apply-due";
import { type Polling, startPolling } from "@/lib/infra/polling";
import type { AppDependencies } from "./dependencies";

/**
 * Applies people of directories whose groups have changed, or whose directory was activated, until stopped; several
 * processes may do so at once. `stop` waits for the person who is being applied.
 */
export function startDirectories(deps: AppDependencies, everyMs = 1_000): Polling {
  return startPolling(async () => {
    try {
      await applyAllDue(deps);
    } catch (error) {
      deps.log.error("people of directories could not be applied", { error });
    }
  }, everyMs);
}
