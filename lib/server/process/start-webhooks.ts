import { deliverWebhooks } from "@/lib/features/webhooks/deliver-webhooks";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { Polling } from "@/lib/infra/polling";
import { webhookSender } from "@/lib/infra/webhooks/sender";
import type { AppDependencies } from "./dependencies";
import { startRounds } from "./start-rounds";

/**
 * Checks every few seconds for messages to webhooks that are due and sends them, until stopped; several processes may
 * do so at once. `stop` waits for those that are being sent.
 */
export function startWebhooks(
  deps: Pick<AppDependencies, "store" | "now" | "log" | "vault" | "env" | "metrics">,
  everyMs = 3_000,
): Polling {
  const sender = webhookSender(createOutbound({ allow: deps.env.outboundAllow }));
  const stopping = new AbortController();
  const round = () => deliverWebhooks({ ...deps, webhookSender: sender }, stopping.signal);
  const polling = startRounds(deps, "webhooks", round, everyMs);
  return {
    stop() {
      stopping.abort();
      return polling.stop();
    },
  };
}
