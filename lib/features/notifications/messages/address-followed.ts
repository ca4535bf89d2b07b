import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To somebody whose provider calls them by another address now; to both addresses. */
export function addressFollowed(facts: {
  firstName: string;
  from: string;
  to: string;
  hasPassword: boolean;
  connectionName: string;
  at: Date;
}): MessageText {
  return {
    subject: `Your address is now ${facts.to}`,
    body: paragraphs(
      facts.firstName ? `Hello ${named(facts.firstName)},` : "Hello,",
      `On ${moment(facts.at)} you signed in through ${named(facts.connectionName)}, which calls you ${facts.to} now. Your address here was ${facts.from} and has followed. Everything that is yours is still there.`,
      ...(facts.hasPassword
        ? [
            "Your password belonged to the old address and does not work any more. If you need one, make a new one by “Forgotten password?” with the new address.",
          ]
        : []),
      "If this was not you, tell an administrator of your organization at once.",
    ),
  };
}
