import type { User } from "@/lib/model/people/person";
import { displayName } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To the other administrators: an IT administrator has used the way back in. */
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
      "Single sign-on is enforced in this space, so only its IT administrators can do this: it is the way back in when the identity provider fails. Every time it is used, the other administrators are told.",
      `If you did not expect it, ask the person, and look at the audit log: ${facts.appUrl}/${facts.space.slug}/admin/security/audit`,
    ),
  };
}
