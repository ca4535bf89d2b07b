import type { Message } from "@/lib/model/audit/audit";
import { oneLine } from "@/lib/model/text/one-line";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface OutgoingMessage {
  /** Whose affair it is; `null`: the person's own. */
  spaceId: string | null;
  recipient: string;
  subject: string;
  /** Plain text. */
  body: string;
}

/**
 * Puts a message into the outbox, in the transaction of what it tells of: no change without its message, no message
 * without its change. It is sent afterwards, or stays for an operator to read where no SMTP server is set.
 */
export async function sendMessage(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  message: OutgoingMessage,
): Promise<void> {
  await deps.store.outbox.insert(readyMessage(deps, message));
}

/** As `sendMessage`, to many people in a few statements. */
export async function sendMessages(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  await deps.store.outbox.insertMany(messages.map((message) => readyMessage(deps, message)));
}

function readyMessage(
  { secrets, now }: Pick<Dependencies, "secrets" | "now">,
  message: OutgoingMessage,
): Message {
  return {
    id: secrets.id("msg"),
    spaceId: message.spaceId,
    recipient: message.recipient,
    // A line break in a subject would begin a header of somebody else's making.
    subject: oneLine(message.subject, 200),
    body: message.body,
    createdAt: now(),
    sentAt: null,
    attempts: 0,
    lastError: null,
  };
}
