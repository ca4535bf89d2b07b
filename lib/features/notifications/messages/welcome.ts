import type { User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import { hello, type MessageText, named, paragraphs } from "./message-text";

/** To a person who was added by hand: where and how to sign in; without single sign-on, how to set a first password. */
export function welcome(facts: {
  space: Pick<Space, "slug" | "name">;
  person: Pick<User, "firstName" | "hasPassword">;
  /** The names of the connections at the space's sign-in page, if the person may use them. */
  signInWith: readonly string[];
  appUrl: string;
  /** They have been told before, and have not come yet. */
  again?: boolean;
}): MessageText {
  const { person, signInWith, appUrl, again = false } = facts;
  const space = named(facts.space.name);
  return {
    subject: `${again ? "Reminder: you" : "You"} have been added to ${space}`,
    body: paragraphs(
      hello(person.firstName),
      `${again ? `You have been added to ${space} and have not signed in yet.` : `An administrator has added you to ${space}.`} Sign in here: ${appUrl}/${facts.space.slug}/login`,
      ...(signInWith.length > 0
        ? [`Choose ${signInWith.map((name) => `“Continue with ${named(name)}”`).join(" or ")} there.`]
        : []),
      ...(person.hasPassword || signInWith.length > 0
        ? []
        : [
            `You have no password yet. To create one, open ${appUrl}/forgot-password and enter this address.`,
          ]),
    ),
  };
}
