import { dependencies } from "./dependencies";

/** What to say where a form promises an email and no mail server is set: the message waits for an operator. */
export const mailWaits =
  "No mail server is set up yet, so the email waits in the operator's outbox. Tell them yourself.";

/** Whether messages leave the installation; otherwise they wait in the operator's outbox. */
export async function sendsMail(): Promise<boolean> {
  return (await dependencies()).env.smtp !== null;
}

/** A sentence that promises an email, with the truth if none can be sent. */
export async function promisingMail(sentence: string): Promise<string> {
  return (await sendsMail()) ? sentence : `${sentence} ${mailWaits}`;
}
