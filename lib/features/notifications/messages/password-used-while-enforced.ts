import type { User } from "@/lib/model/people/person";
import { displayName } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To the other administrators: an IT administrator used the emergency access. */
export function passwordUsedWhileEnforced(facts: {
  space: Pick<Space, "name" | "slug">;
  person: User;
  at: Date;
  address: string | null;
  appUrl: string;
}): MessageText {
  const space = named(facts.space.name);
  const person = `${named(displayName(facts.person))} <${facts.person.email}>`;
  return {
    subject: `${space}: an IT administrator signed in with a password`,
    body: paragraphs(
      `${person} signed in to ${space} with a password on ${moment(facts.at)}${facts.address ? ` from ${facts.address}` : ""}.`,
      "Single sign-on is enforced in this space, so only its IT administrators can do this, for example if the identity provider fails. Every time, the other administrators are notified.",
      `If you did not expect this, ask the person, and check the audit log: ${facts.appUrl}/${facts.space.slug}/admin/security/audit`,
    ),
  };
}
