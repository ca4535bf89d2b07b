import { readWornBrand } from "@/lib/features/brand/read-brand";
import type { Message } from "@/lib/model/audit/audit";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Mailer } from "@/lib/ports/mailer";
import { mailPage } from "./mail-page";

export type DeliveryDependencies = Pick<Dependencies, "store" | "now" | "log" | "appUrl"> & {
  mailer: Mailer;
};

/** Few at a time: a claim lasts five minutes, and a slow server must not outlast it and have mails sent twice. */
const batch = 5;
const minute = 60_000;
/** Waits after the first, second, … failure; a message that failed after the last one stays in the outbox. */
const waits = [1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60].map((minutes) => minutes * minute);

/** Sends every message of the outbox that is due; returns how many succeeded and how many failed this time. */
export async function deliverDue(deps: DeliveryDependencies): Promise<{ sent: number; failed: number }> {
  const result = { sent: 0, failed: 0 };
  for (;;) {
    const messages = await deps.store.outbox.claimDue(deps.now(), batch);
    for (const message of messages) {
      if (await deliver(deps, message)) result.sent += 1;
      else result.failed += 1;
    }
    if (messages.length < batch) return result;
  }
}

async function deliver(deps: DeliveryDependencies, message: Message): Promise<boolean> {
  const { store, now, log, mailer } = deps;
  const delivery = await mailer.send({ ...message, ...(await lookOf(deps, message)) });
  if (delivery.ok) {
    await store.outbox.markSent(message.id, now());
    return true;
  }
  // `attempts` counts the one that has just failed.
  const wait = delivery.permanent ? undefined : waits[message.attempts - 1];
  const next = wait === undefined ? null : new Date(now().getTime() + wait);
  await store.outbox.markFailed(message.id, delivery.error.slice(0, 500), next);
  log.warn("mail not sent", {
    messageId: message.id,
    attempts: message.attempts,
    error: delivery.error,
    next,
  });
  return false;
}

/** The brand of the message's space, or the installation's, as it is when the message is sent. */
async function lookOf(
  { store, appUrl }: Pick<DeliveryDependencies, "store" | "appUrl">,
  { spaceId, subject, body }: Message,
): Promise<{ html: string; senderName: string }> {
  const space = spaceId === null ? null : await store.spaces.byId(spaceId);
  const brand = await readWornBrand({ store }, space);
  return { html: mailPage({ subject, body, brand, appUrl }), senderName: brand.installationName };
}
