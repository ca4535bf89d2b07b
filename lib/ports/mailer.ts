import type { Message } from "@/lib/model/audit/audit";

export type Delivery =
  | { ok: true }
  /** `permanent`: the server will never take it, so trying again is no use. */
  | { ok: false; error: string; permanent: boolean };

/** Hands messages to a mail server. */
export interface Mailer {
  send(message: Pick<Message, "id" | "recipient" | "subject" | "body">): Promise<Delivery>;
}
