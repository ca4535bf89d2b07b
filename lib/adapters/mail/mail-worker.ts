import { type DeliveryDependencies, deliverDue } from "@/lib/usecases/deliver-due";

/** Looks into the outbox every few seconds and sends what is due, until stopped. Several processes may do so at once. */
export function startMailWorker(deps: DeliveryDependencies, everyMs = 5_000): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  const round = async () => {
    try {
      await deliverDue(deps);
    } catch (error) {
      deps.log.error("the outbox could not be worked off", { error });
    }
    if (!stopped) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      running = round();
    }, everyMs);
    // The worker alone keeps no process alive.
    timer.unref();
  };

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
