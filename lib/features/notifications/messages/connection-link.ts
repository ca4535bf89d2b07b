import { type MessageText, moment, named, paragraphs } from "./message-text";

export type LinkChange = "linked" | "moved" | "removed" | "relink_allowed";

interface LinkFacts {
  connectionName: string;
  spaceName: string;
  at: Date;
  address: string | null;
}

/**
 * Notifies a person that an account at a provider was linked to them or unlinked, so that they notice if it was not
 * their doing.
 */
export function connectionLinkChanged(change: LinkChange, facts: LinkFacts): MessageText {
  const connection = named(facts.connectionName);
  const space = named(facts.spaceName);
  const when = `on ${moment(facts.at)}`;
  const where = facts.address ? ` from ${facts.address}` : "";
  const notYou = `If this was not you, tell an administrator of ${space} immediately.`;
  switch (change) {
    case "linked":
      return {
        subject: `${connection} is linked to your account`,
        body: paragraphs(
          `An account of ${connection} was linked to you ${when}${where}. Anyone who signs in there with that account signs in here as you.`,
          notYou,
        ),
      };
    case "moved":
      return {
        subject: `Another account of ${connection} is linked to you`,
        body: paragraphs(
          `An administrator of ${space} allowed you to link ${connection} again. ${capital(when)}${where} another account there with your email address replaced the previous one.`,
          notYou,
        ),
      };
    case "removed":
      return {
        subject: `Your link to ${connection} was removed`,
        body: paragraphs(
          `An administrator of ${space} removed the link between you and your account of ${connection}, ${when}. When you next sign in through it, you are recognised by your email address, as at the first time.`,
          `If you did not expect this, ask an administrator of ${space}.`,
        ),
      };
    case "relink_allowed":
      return {
        subject: `You can link ${connection} again`,
        body: paragraphs(
          `An administrator of ${space} allowed another account of ${connection} with your email address to replace the one that is linked to you. This happens once, at your next sign-in through it.`,
          `If you have no new account there, tell an administrator of ${space} immediately.`,
        ),
      };
  }
}

/** Notifies a person which connections they may sign in by from now on. */
export function connectionsChosen(facts: {
  spaceName: string;
  /** Empty: every one. */
  connections: readonly string[];
  signInPage: string;
}): MessageText {
  const space = named(facts.spaceName);
  return {
    subject: `How you sign in to ${space} has changed`,
    body: paragraphs(
      facts.connections.length === 0
        ? `An administrator of ${space} removed the limits on how you sign in. You can again use every option on the sign-in page.`
        : `From now on you can sign in to ${space} only through: ${facts.connections.map(named).join(", ")}. An administrator has chosen this. You stay signed in on your current devices.`,
      `Sign-in page: ${facts.signInPage}`,
      `If you did not expect this, ask an administrator of ${space}.`,
    ),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
