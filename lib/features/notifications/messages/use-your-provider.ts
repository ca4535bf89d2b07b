import { type MessageText, named, paragraphs } from "./message-text";

/** To a person who asked for a new password but cannot sign in with one. */
export function useYourProvider(facts: {
  spaces: readonly { name: string; slug: string }[];
  appUrl: string;
}): MessageText {
  const signInPages = facts.spaces.map(
    (space) => `${named(space.name)}: ${facts.appUrl}/${space.slug}/login`,
  );
  return {
    subject: "You sign in through your organization",
    body: paragraphs(
      "Somebody, probably you, requested a new password for this address. You do not need one: you sign in through your organization's identity provider.",
      `Sign in here:\n${signInPages.join("\n")}`,
      "If that does not work, ask an administrator of your organization.",
    ),
  };
}
