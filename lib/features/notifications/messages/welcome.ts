import type { User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import { hello, type MessageText, named, paragraphs } from "./message-text";

/** To a person who was added by hand: where to sign in, and how to set a first password. */
export function welcome(facts: {
  space: Pick<Space, "slug" | "name">;
  person: Pick<User, "firstName" | "hasPassword">;
  appUrl: string;
}): MessageText {
  const { person, appUrl } = facts;
  const space = named(facts.space.name);
  return {
    subject: `You have been added to ${space}`,
    body: paragraphs(
      hello(person.firstName),
      `An administrator has added you to ${space}. Sign in here: ${appUrl}/${facts.space.slug}/login`,
      ...(person.hasPassword
        ? []
        : [
            `You have no password yet. To create one, open ${appUrl}/forgot-password and enter this address.`,
          ]),
    ),
  };
}
