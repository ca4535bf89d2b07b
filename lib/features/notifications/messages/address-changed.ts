import type { Space } from "@/lib/model/spaces/space";
import { hello, type MessageText, named, paragraphs } from "./message-text";

/** To a person whose address moved to their company's new domain. */
export function addressChanged(facts: {
  space: Pick<Space, "slug" | "name">;
  firstName: string;
  from: string;
  to: string;
  appUrl: string;
}): MessageText {
  const space = named(facts.space.name);
  return {
    subject: `Your address for ${space} is now ${facts.to}`,
    body: paragraphs(
      hello(facts.firstName),
      `Your company's email domain has changed, so an administrator of ${space} changed your address from ${facts.from} to ${facts.to}. You keep everything you own.`,
      `From now on, sign in with the new address: ${facts.appUrl}/${facts.space.slug}/login`,
    ),
  };
}
