import { type MessageText, moment, named, paragraphs } from "./message-text";

export type LinkChange = "linked" | "moved" | "removed" | "relink_allowed";

interface LinkFacts {
  connectionName: string;
  spaceName: string;
  at: Date;
  address: string | null;
}

/** Tells a person that an account at a provider was linked to them or parted from them, so that they notice one that was not theirs. */
export function connectionLinkChanged(change: LinkChange, facts: LinkFacts): MessageText {
  const connection = named(facts.connectionName);
  const space = named(facts.spaceName);
  const when = `on ${moment(facts.at)}`;
  const where = facts.address ? ` from ${facts.address}` : "";
  const notYou = `If this was not you, tell an administrator of ${space} at once.`;
  switch (change) {
    case "linked":
      return {
        subject: `${connection} is linked to your account`,
        body: paragraphs(
          `An account of ${connection} was linked to you ${when}${where}. Whoever signs in there as you comes in as you.`,
          notYou,
        ),
      };
    case "moved":
      return {
        subject: `Another account of ${connection} is linked to you`,
        body: paragraphs(
          `An administrator of ${space} had let your link to ${connection} be made anew. ${capital(when)}${where} another account there with your e-mail address took the place of the one before.`,
          notYou,
        ),
      };
    case "removed":
      return {
        subject: `Your link to ${connection} was removed`,
        body: paragraphs(
          `An administrator of ${space} has removed the link between you and your account of ${connection}, ${when}. You are recognised by your e-mail address when you next sign in through it, as at the first time.`,
          `If you did not expect this, ask an administrator of ${space}.`,
        ),
      };
    case "relink_allowed":
      return {
        subject: `You can link ${connection} again`,
        body: paragraphs(
          `An administrator of ${space} lets another account of ${connection} with your e-mail address take the place of the one that is linked to you. That happens once, at your next sign-in through it.`,
          `If you have no new account there, tell an administrator of ${space} at once.`,
        ),
      };
  }
}

/** Tells a person which connectors they may sign in by from now on. */
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
        ? `An administrator of ${space} has taken back the choice of how you sign in: every way in that the sign-in page offers is yours again.`
        : `From now on you sign in to ${space} only by: ${facts.connections.map(named).join(", ")}. An administrator has chosen this. You stay signed in where you are.`,
      `The sign-in page: ${facts.signInPage}`,
      `If you did not expect this, ask an administrator of ${space}.`,
    ),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
