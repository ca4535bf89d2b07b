import type { Message } from "@/lib/model/audit/audit";
import { oneLine } from "@/lib/model/text/one-line";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface OutgoingMessage {
  /** The space that it concerns; `null`: the person alone. */
  spaceId: string | null;
  recipient: string;
  subject: string;
  /** Plain text. */
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
  const ready = readyMessage(deps, message);
  if (await deps.store.outbox.wroteSince(ready.recipient, ready.subject, since)) return;
  await deps.store.outbox.insert([ready]);
}

/** As `sendMessage`, to many people in a few statements. */
export async function sendMessages(deps: Sending, messages: readonly OutgoingMessage[]): Promise<void> {
  await deps.store.outbox.insert(messages.map((message) => readyMessage(deps, message)));
}

function readyMessage({ secrets, now }: Omit<Sending, "store">, message: OutgoingMessage): Message {
  return {
    id: secrets.id("msg"),
    spaceId: message.spaceId,
    recipient: message.recipient,
    // A line break in a subject would let an attacker add a header.
    subject: oneLine(message.subject, 200),
    body: message.body,
    createdAt: now(),
    sentAt: null,
    attempts: 0,
    lastError: null,
  };
}
