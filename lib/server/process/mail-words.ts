import { mailWaits } from "@/lib/model/mail/mail-waits";
import { dependencies } from "./dependencies";

/** Whether messages leave the installation; otherwise they wait in the operator's outbox. */
export async function sendsMail(): Promise<boolean> {
  return (await dependencies()).env.smtp !== null;
}

/** A sentence that promises an email, with the truth if none can be sent. On a page, `MailPromise` does this. */
export async function promisingMail(sentence: string): Promise<string> {
  return (await sendsMail()) ? sentence : `${sentence} ${mailWaits}`;
}
