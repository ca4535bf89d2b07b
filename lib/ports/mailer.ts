import type { Message } from "@/lib/model/audit/audit";

export type Delivery =
  | { ok: true }
  /** `permanent`: the server will never accept it, so a retry is useless. */
  | { ok: false; error: string; permanent: boolean };

/** Sends messages to a mail server. */
export interface Mailer {
  send(message: Pick<Message, "id" | "recipient" | "subject" | "body">): Promise<Delivery>;
}
