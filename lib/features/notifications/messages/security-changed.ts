import { type MessageText, moment, paragraphs } from "./message-text";

export type SecurityChange =
  | "password_changed"
  | "password_reset"
  | "two_factor_enabled"
  | "two_factor_disabled"
  | "recovery_codes_replaced"
  | "recovery_code_used";

const sentences: Record<SecurityChange, { subject: string; sentence: string }> = {
  password_changed: { subject: "Your password was changed", sentence: "Your password was changed" },
  password_reset: {
    subject: "Your password was changed",
    sentence: "Your password was changed with a link from “Forgotten password?”",
  },
  two_factor_enabled: {
    subject: "Two-factor sign-in is on",
    sentence: "Two-factor sign-in was turned on for your account",
  },
  two_factor_disabled: {
    subject: "Two-factor sign-in is off",
    sentence: "Two-factor sign-in was turned off for your account",
  },
  recovery_codes_replaced: {
    subject: "You have new recovery codes",
    sentence: "New recovery codes were created for your account; the old ones no longer work",
  },
  recovery_code_used: {
    subject: "A recovery code was used",
    sentence: "Somebody signed in to your account with one of your recovery codes",
  },
};

/** Notifies a person of a change to how they sign in, so that they notice if it was not their doing. */
export function securityChanged(
  change: SecurityChange,
  facts: { at: Date; address: string | null; appUrl: string },
): MessageText {
  const { subject, sentence } = sentences[change];
  const where = facts.address ? ` from ${facts.address}` : "";
  return {
    subject,
    body: paragraphs(
      `${sentence} on ${moment(facts.at)}${where}.`,
      `If this was not you, choose a new password immediately: ${facts.appUrl}/forgot-password`,
    ),
  };
}
