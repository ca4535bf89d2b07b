import type { SetupPurpose } from "@/lib/model/setup-links/setup-link";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To the outside administrator: the link, and what will be asked of them. */
export function setupInvitation(facts: {
  spaceName: string;
  providerName: string;
  purpose: SetupPurpose;
  link: string;
  expiresAt: Date;
}): MessageText {
  const space = named(facts.spaceName);
  const provider = named(facts.providerName);
  const renew = facts.purpose === "renew";
  return {
    subject: renew ? `Renew single sign-on for ${space}` : `Set up single sign-on for ${space}`,
    body: paragraphs(
      renew
        ? `${space} signs its people in through ${provider}, and needs the provider's new certificate or client secret. Whoever administers ${provider} can give it here, without an account:`
        : `${space} wants its people to sign in through ${provider}. Whoever administers ${provider} can set it up here, without an account:`,
      facts.link,
      renew
        ? "What you need: to be an administrator of the identity provider, and the new certificate, metadata or client secret."
        : "What you need: to be an administrator of the identity provider, and about fifteen minutes. The page shows our values to copy, a guide for your provider's screens, where to enter yours, and a test.",
      "Nothing goes live by what you do there: your contact looks at it and switches it on.",
      `The link works until ${moment(facts.expiresAt)}. Whoever has it can open it, so pass it only to who does the work.`,
    ),
  };
}

/** To the contact in the space: the outside administrator says that they are done. */
export function setupDone(facts: {
  spaceName: string;
  connectionName: string;
  by: string | null;
  tested: boolean;
  page: string;
}): MessageText {
  const connection = named(facts.connectionName);
  const who = facts.by ? named(facts.by) : "The outside administrator";
  return {
    subject: `${connection} is ready for you to look at`,
    body: paragraphs(
      `${who} says that the work on ${connection} in ${named(facts.spaceName)} is done.`,
      facts.tested
        ? "The test has passed. What is left is yours: look at it and activate it."
        : "It has not passed a test yet. Look at it, test it, then activate it.",
      facts.page,
    ),
  };
}
