import type { Message } from "@/lib/model/audit/audit";
import { productName } from "@/lib/model/brand/brand";
import { oneLine } from "@/lib/model/text/one-line";
import type { Dependencies } from "@/lib/ports/dependencies";
import { signed } from "./messages/message-text";

export interface OutgoingMessage {
  /** The space that it concerns; `null`: the person alone. */
  spaceId: string | null;
  recipient: string;
  subject: string;
  /** Plain text, without the signature. */
  body: string;
}

type Sending = Pick<Dependencies, "store" | "secrets" | "now">;

/**
 * Puts a message into the outbox, in the transaction of the change that it reports: no change without its message, no
 * message without its change. It is sent afterwards, or stays for an operator to read if no SMTP server is set.
 */
export async function sendMessage(deps: Sending, message: OutgoingMessage): Promise<void> {
  await sendMessages(deps, [message]);
}

/** As `sendMessage`, unless the same was sent to the same person since then: nobody wants a notice for every try. */
export async function sendMessageOnce(deps: Sending, message: OutgoingMessage, since: Date): Promise<void> {
  const ready = readyMessage(deps, message, await installationName(deps));
  if (await deps.store.outbox.wroteSince(ready.recipient, ready.subject, since)) return;
  await deps.store.outbox.insert([ready]);
}

/** As `sendMessage`, to many people in a few statements. */
export async function sendMessages(deps: Sending, messages: readonly OutgoingMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const name = await installationName(deps);
  await deps.store.outbox.insert(messages.map((message) => readyMessage(deps, message, name)));
}

async function installationName({ store }: Pick<Sending, "store">): Promise<string> {
  return (await store.brandOf(null).current()).name ?? productName;
}

function readyMessage(
  { secrets, now }: Omit<Sending, "store">,
  message: OutgoingMessage,
  installation: string,
): Message {
  return {
    id: secrets.id("msg"),
    spaceId: message.spaceId,
    recipient: message.recipient,
    // A line break in a subject would let an attacker add a header.
    subject: oneLine(message.subject, 200),
    body: signed(message.body, installation),
    createdAt: now(),
    sentAt: null,
    attempts: 0,
    lastError: null,
  };
}
