import type { User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import { hello, type MessageText, named, paragraphs } from "./message-text";

/** To a person who waited for approval: approved or declined. */
export function decided(facts: {
  space: Pick<Space, "slug" | "name">;
  person: Pick<User, "firstName">;
  approved: boolean;
  appUrl: string;
}): MessageText {
  const { person, approved, appUrl } = facts;
  const space = named(facts.space.name);
  const greeting = hello(person.firstName);
  return approved
    ? {
        subject: `You have access to ${space}`,
        body: paragraphs(
          greeting,
          `An administrator has approved your access to ${space}. Sign in here: ${appUrl}/${facts.space.slug}/login`,
        ),
      }
    : {
        subject: `Your access to ${space} was not approved`,
        body: paragraphs(
          greeting,
          `An administrator of ${space} did not approve your access. If you think that this is a mistake, contact them: they can still approve it.`,
        ),
      };
}
