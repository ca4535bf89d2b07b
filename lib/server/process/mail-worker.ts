import { type DeliveryDependencies, deliverDue } from "@/lib/features/notifications/deliver-due";
import { type Polling, startPolling } from "@/lib/infra/polling";

/** Checks the outbox every few seconds and sends what is due, until stopped. Several processes may do so at once. */
export function startMailWorker(deps: DeliveryDependencies, everyMs = 5_000): Polling {
  return startPolling(async () => {
    try {
      await deliverDue(deps);
    } catch (error) {
      deps.log.error("the outbox could not be processed", { error });
    }
  }, everyMs);
}
