import { type MessageText, paragraphs } from "./message-text";

/** The link to a new password. */
export function resetLink(facts: { link: string; minutes: number }): MessageText {
  return {
    subject: "Choose a new password",
    body: paragraphs(
      "Somebody, probably you, requested a new password for this address. Open this link to choose one:",
      facts.link,
      `It works once, within ${facts.minutes} minutes. Your old password stays valid until you choose a new one.`,
      "If you did not request this, ignore this email: without the link nobody can change your password.",
    ),
  };
}
