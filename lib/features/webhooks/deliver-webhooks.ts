import type { DueDelivery } from "@/lib/db/repositories/webhooks";
import { nextWebhookAttempt } from "@/lib/model/webhooks/webhook-events";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { WebhookSender } from "@/lib/ports/webhooks";

export type WebhookDependencies = Pick<Dependencies, "store" | "now" | "log" | "vault"> & {
  webhookSender: WebhookSender;
};

/** Few at a time: a claim lasts two minutes, an answer may take ten seconds. */
const batch = 8;
/** RFC 9110 §15.5.11: whoever answers so wants nothing more, ever. */
const gone = 410;

/** Sends every message that is due; answers how many arrived and how many did not this time. */
export async function deliverWebhooks(
  deps: WebhookDependencies,
): Promise<{ delivered: number; failed: number }> {
  const result = { delivered: 0, failed: 0 };
  for (;;) {
    const due = await deps.store.webhookQueue.claimDue(deps.now(), batch);
    for (const delivered of await Promise.all(due.map((message) => deliver(deps, message)))) {
      if (delivered) result.delivered += 1;
      else result.failed += 1;
    }
    if (due.length < batch) return result;
  }
}

async function deliver(deps: WebhookDependencies, message: DueDelivery): Promise<boolean> {
  const { store, vault, now } = deps;
  const secret = vault.open(
    message.secretSealed,
    sealContexts.webhookSecret(message.spaceId, message.webhookId),
  );
  const answer = await deps.webhookSender.send({
    id: message.id,
    spaceId: message.spaceId,
    url: message.url,
    secret,
    body: JSON.stringify(message.payload),
    at: now(),
  });
  const responseCode = answer.reached ? answer.status : null;
  const excerpt = answer.reached ? answer.excerpt : answer.reason;
  if (answer.reached && answer.status >= 200 && answer.status < 300) {
    await store.webhookQueue.finish(message.id, {
      status: "delivered",
      responseCode,
      excerpt,
      nextAttemptAt: null,
      finishedAt: now(),
    });
    return true;
  }
  const next = responseCode === gone ? null : nextWebhookAttempt(message.attempts, now());
  await store.webhookQueue.finish(message.id, {
    status: next === null ? "failed" : "waiting",
    responseCode,
    excerpt,
    nextAttemptAt: next,
    finishedAt: next === null ? now() : null,
  });
  if (responseCode === gone) await store.webhookQueue.disable(message.webhookId);
  return false;
}
