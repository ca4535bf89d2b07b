/** What to say where a form promises an email and no mail server is set: the message waits for an operator. */
export const mailWaits =
  "No mail server is set up yet, so the email waits in the operator's outbox. Tell them yourself.";
