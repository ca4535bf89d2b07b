import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To a person whose address changed at their provider; to both addresses. */
export function addressFollowed(facts: {
  firstName: string;
  from: string;
  to: string;
  hasPassword: boolean;
  /** The connection or directory that says so. */
  sourceName: string;
  at: Date;
}): MessageText {
  return {
    subject: `Your address is now ${facts.to}`,
    body: paragraphs(
      facts.firstName ? `Hello ${named(facts.firstName)},` : "Hello,",
      `On ${moment(facts.at)}, ${named(facts.sourceName)} sent us a new address for you: ${facts.to}. Your address here was ${facts.from} and has been updated. You keep everything you own.`,
      ...(facts.hasPassword
        ? [
            "Your password belonged to the old address and no longer works. If you need one, create a new one with “Forgotten password?” and the new address.",
          ]
        : []),
      "If this was not you, tell an administrator of your organization immediately.",
    ),
  };
}
