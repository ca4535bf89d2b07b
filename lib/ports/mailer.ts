import type { Message } from "@/lib/model/audit/audit";

export type Delivery =
  | { ok: true }
  /** `permanent`: the server will never accept it, so a retry is useless. */
  | { ok: false; error: string; permanent: boolean };

/** A message with its look. */
export interface MailToSend extends Pick<Message, "id" | "recipient" | "subject" | "body"> {
  /** The body as a page. */
  html: string;
  /** Who sends, if the sender's address has no name of its own. */
  senderName: string;
}

/** Sends messages to a mail server. */
export interface Mailer {
  send(message: MailToSend): Promise<Delivery>;
}
