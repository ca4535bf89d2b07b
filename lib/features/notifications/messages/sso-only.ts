import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To somebody whose password was cleared, because they sign in through their organization from now on. */
export function ssoOnlyNow(facts: { connectionName: string; at: Date; address: string | null }): MessageText {
  const where = facts.address ? ` from ${facts.address}` : "";
  return {
    subject: "You sign in through your organization from now on",
    body: paragraphs(
      `You signed in through ${named(facts.connectionName)} on ${moment(facts.at)}${where}. From now on that is your way in: your password and your two-factor settings were cleared, and you were signed out everywhere else.`,
      "Your organization looks after how you prove who you are. Everything that is yours is still there.",
      "If this was not you, tell an administrator of your organization at once. If the identity provider does not let you in any more, an administrator can let you back to a password.",
    ),
  };
}

/** To somebody whom an administrator has let back to passwords: the link to make one. */
export function passwordAgain(facts: {
  spaceName: string;
  link: string;
  hours: number;
  appUrl: string;
}): MessageText {
  return {
    subject: "You can use a password again",
    body: paragraphs(
      `An administrator of ${named(facts.spaceName)} has let you sign in with a password again. Open this link to choose one:`,
      facts.link,
      `It works once, within ${facts.hours} hours. After that, ask for a new one: ${facts.appUrl}/forgot-password`,
      "When you next sign in through your organization, your password is cleared again.",
    ),
  };
}
