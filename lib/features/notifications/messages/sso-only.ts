import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To a person whose password was cleared, because they sign in through their organization from now on. */
export function ssoOnlyNow(facts: { connectionName: string; at: Date; address: string | null }): MessageText {
  const where = facts.address ? ` from ${facts.address}` : "";
  return {
    subject: "You sign in through your organization from now on",
    body: paragraphs(
      `You signed in through ${named(facts.connectionName)} on ${moment(facts.at)}${where}. From now on you always sign in this way: your password and two-factor settings were removed, and you were signed out everywhere else.`,
      "Your organization now manages how you sign in. You keep everything you own.",
      "If this was not you, tell an administrator of your organization immediately. If you can no longer sign in through the identity provider, an administrator can allow you to use a password again.",
    ),
  };
}

/** To a person whose password an administrator restored: the link to set one. */
export function passwordAgain(facts: {
  spaceName: string;
  link: string;
  hours: number;
  appUrl: string;
}): MessageText {
  return {
    subject: "You can use a password again",
    body: paragraphs(
      `An administrator of ${named(facts.spaceName)} has allowed you to use a password again. Open this link to choose one:`,
      facts.link,
      `It works once, within ${facts.hours} hours. After that, request a new one: ${facts.appUrl}/forgot-password`,
      "When you next sign in through your organization, your password is removed again.",
    ),
  };
}
