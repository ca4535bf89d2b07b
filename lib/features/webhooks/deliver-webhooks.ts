import { setTimeout } from "node:timers/promises";
import type { DueDelivery } from "@/lib/db/repositories/webhooks";
import { installationOwner } from "@/lib/model/webhooks/webhook";
import { nextWebhookAttempt } from "@/lib/model/webhooks/webhook-events";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { WebhookSender } from "@/lib/ports/webhooks";

export type WebhookDependencies = Pick<Dependencies, "store" | "now" | "log" | "vault"> & {
  webhookSender: WebhookSender;
};

/** How many messages are sent at once; a claim lasts two minutes, an answer may take ten seconds. */
const atOnce = 16;
/** How many of them may belong to one space: slow receivers of a space delay that space, and nobody else. */
const atOnceOfSpace = 2;
/** The vendor's receive the events of every space. */
const atOnceOfInstallation = 6;
const mostOf = (owner: string) => (owner === installationOwner ? atOnceOfInstallation : atOnceOfSpace);
/** While messages are being sent, how often to check for others that are due. */
const lookEveryMs = 500;
/** RFC 9110 §15.5.11: a receiver that answers so wants nothing more, ever. */
const gone = 410;

/**
 * Sends every message that is due; returns how many arrived and how many failed this time. `stop` ends it early: no
 * further message is started, and running ones are awaited.
 */
export async function deliverWebhooks(
  deps: WebhookDependencies,
  stop?: AbortSignal,
): Promise<{ delivered: number; failed: number }> {
  const result = { delivered: 0, failed: 0 };
  const ofOwner = new Map<string, number>();
  const onTheirWay = new Set<Promise<void>>();
  const count = (owner: string, by: number) => ofOwner.set(owner, (ofOwner.get(owner) ?? 0) + by);

  async function send(message: DueDelivery): Promise<void> {
    try {
      if (await deliver(deps, message)) result.delivered += 1;
      else result.failed += 1;
    } catch (error) {
      // Its claim ends by itself, and it is tried again.
      result.failed += 1;
      deps.log.error("a message to a webhook could not be processed", { messageId: message.id, error });
    } finally {
      count(message.owner, -1);
    }
  }
  for (;;) {
    const room = stop?.aborted ? 0 : atOnce - onTheirWay.size;
    const full = [...ofOwner].filter(([owner, many]) => many >= mostOf(owner)).map(([owner]) => owner);
    const due = room > 0 ? await deps.store.webhookQueue.claimDue(deps.now(), room, full) : [];
    for (const message of due) {
      count(message.owner, 1);
      const sending = send(message).finally(() => onTheirWay.delete(sending));
      onTheirWay.add(sending);
    }
    if (due.length > 0) continue;
    if (onTheirWay.size === 0) return result;
    await oneOfThemOr(onTheirWay, lookEveryMs);
  }
}

/** Until one of them is done, or the time is over. */
async function oneOfThemOr(them: ReadonlySet<Promise<void>>, ms: number): Promise<void> {
  const over = new AbortController();
  await Promise.race([...them, setTimeout(ms, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}

/** The signing secret, and the one before while its time lasts. */
function secretsOf(vault: WebhookDependencies["vault"], message: DueDelivery, now: Date): string[] {
  const { owner, webhookId, secretSealed, previousSecretSealed, previousSecretUntil } = message;
  const secret = vault.open(secretSealed, sealContexts.webhookSecret(owner, webhookId));
  if (!previousSecretSealed || !previousSecretUntil || previousSecretUntil <= now) return [secret];
  return [secret, vault.open(previousSecretSealed, sealContexts.webhookPreviousSecret(owner, webhookId))];
}

async function deliver(deps: WebhookDependencies, message: DueDelivery): Promise<boolean> {
  const { store, vault, now } = deps;
  const answer = await deps.webhookSender.send({
    id: message.id,
    owner: message.owner,
    url: message.url,
    secrets: secretsOf(vault, message, now()),
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
