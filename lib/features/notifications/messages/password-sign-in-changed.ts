import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

/** To the other administrators: who may sign in with a password has changed. */
export function passwordSignInChanged(facts: {
  space: Pick<Space, "name" | "slug" | "passwordSignIn">;
  by: string;
  at: Date;
  appUrl: string;
}): MessageText {
  const space = named(facts.space.name);
  const enforced = facts.space.passwordSignIn === "it_administrators_only";
  return {
    subject: enforced
      ? `${space}: single sign-on is now enforced`
      : `${space}: passwords are allowed for everyone again`,
    body: paragraphs(
      `${named(facts.by)} changed who may sign in to ${space} with a password, on ${moment(facts.at)}.`,
      enforced
        ? "From now on only IT administrators can. Everyone else signs in through the identity provider."
        : "From now on everyone who has a password can, in addition to the identity provider.",
      `Open the settings: ${facts.appUrl}/${facts.space.slug}/admin/security/sign-in`,
    ),
  };
}
