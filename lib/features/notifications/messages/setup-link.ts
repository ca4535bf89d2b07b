import type { SetupPurpose } from "@/lib/model/setup-links/setup-link";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To the outside administrator: the link, and what they will be asked for. */
export function setupInvitation(facts: {
  spaceName: string;
  /** Who has made the link; `null` if a program or the vendor did. */
  invitedBy: string | null;
  /** `null` if the outside administrator chooses it. */
  providerName: string | null;
  purpose: SetupPurpose;
  mayActivate: boolean;
  link: string;
  expiresAt: Date;
}): MessageText {
  const space = named(facts.spaceName);
  const provider = facts.providerName ? named(facts.providerName) : "your identity provider";
  const who = facts.invitedBy ? `${named(facts.invitedBy)} of ${space}` : space;
  const renew = facts.purpose === "renew";
  return {
    subject: renew ? `Renew single sign-on for ${space}` : `Set up single sign-on for ${space}`,
    body: paragraphs(
      renew
        ? `${who} asks for your help. People in ${space} sign in through ${provider}, and its new certificate or client secret is needed. The administrator of ${provider} can enter it here, without an account:`
        : `${who} asks for your help. People in ${space} are to sign in through ${provider}. The administrator of ${provider} can set it up here, without an account:`,
      facts.link,
      renew
        ? "What you need: administrator access to the identity provider, and the new certificate, metadata or client secret."
        : "What you need: administrator access to the identity provider, and about fifteen minutes. The page shows our values to copy, a guide to your provider's console, fields for your values, and a test.",
      facts.mayActivate
        ? "Nothing goes live until you have tested it and activate it."
        : "Nothing that you do there goes live by itself: your contact reviews it and turns it on.",
      `The link works until ${moment(facts.expiresAt)}. Anyone who has it can open it, so share it only with the person who does the work.`,
    ),
  };
}

/** To the contact in the space: the outside administrator reports that they are done. */
export function setupDone(facts: {
  spaceName: string;
  connectionName: string;
  by: string | null;
  tested: boolean;
  /** They were allowed to activate it, and have. */
  activated: boolean;
  page: string;
}): MessageText {
  const connection = named(facts.connectionName);
  const who = facts.by ? named(facts.by) : "The outside administrator";
  return {
    subject: facts.activated ? `${connection} is active` : `${connection} is ready for your review`,
    body: paragraphs(
      `${who} has finished the work on ${connection} in ${named(facts.spaceName)}.`,
      facts.activated
        ? "The test has passed, and they have activated it: people can sign in through it now."
        : facts.tested
          ? "The test has passed. The next step is yours: review it and activate it."
          : "It has not passed a test yet. Review it, test it, then activate it.",
      facts.page,
    ),
  };
}
