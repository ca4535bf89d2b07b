import { createOutbound } from "@/lib/adapters/http/safe-fetch";
import { webhookSender } from "@/lib/adapters/webhooks/sender";
import { deliverWebhooks } from "@/lib/usecases/deliver-webhooks";
import type { AppDependencies } from "./dependencies";

/**
 * Looks every few seconds for messages to webhooks that are due and sends them, until stopped; several processes may do
 * so at once. `stop` waits for those that are on their way.
 */
export function startWebhooks(
  deps: Pick<AppDependencies, "store" | "now" | "log" | "vault" | "env">,
  everyMs = 3_000,
): { stop(): Promise<void> } {
  const sender = webhookSender(createOutbound({ allow: deps.env.outboundAllow }));
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  const round = async () => {
    try {
      await deliverWebhooks({ ...deps, webhookSender: sender });
    } catch (error) {
      deps.log.error("the messages to webhooks could not be worked off", { error });
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
