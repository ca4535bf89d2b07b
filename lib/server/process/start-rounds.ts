import type { Metrics } from "@/lib/infra/metrics/metrics";
import { type Polling, startPolling } from "@/lib/infra/polling";
import type { Dependencies } from "@/lib/ports/dependencies";

/** Work that every process repeats in the background. */
export type BackgroundWork = "mail" | "webhooks" | "logouts" | "directories";

/**
 * Repeats `round` until stopped; `stop` waits for the current one. A round that fails is logged and shows in the
 * metrics, and the next one is tried all the same.
 */
export function startRounds(
  deps: Pick<Dependencies, "log"> & { metrics: Pick<Metrics, "backgroundRound"> },
  work: BackgroundWork,
  round: () => Promise<unknown>,
  everyMs: number,
): Polling {
  return startPolling(async () => {
    let failed = false;
    try {
      await round();
    } catch (error) {
      failed = true;
      deps.log.error("a round of the background work failed", { work, error });
    }
    deps.metrics.backgroundRound(work, failed);
  }, everyMs);
}
