import type { Message } from "@/lib/core/model/audit";
import type { User } from "@/lib/core/model/person";
import type { Space } from "@/lib/core/model/space";
import type { Dependencies } from "./ports/dependencies";

/** The mail to somebody who was added by hand: where to sign in, and how to make a password without one. */
export function welcomeMessage(
  deps: Pick<Dependencies, "secrets" | "appUrl">,
  space: Pick<Space, "id" | "slug" | "name">,
  user: Pick<User, "email" | "firstName" | "hasPassword">,
  now: Date,
): Message {
  const greeting = user.firstName ? `Hello ${user.firstName},` : "Hello,";
  const password = user.hasPassword
    ? []
    : [
        "",
        `You have no password yet. To make one, open ${deps.appUrl}/forgot-password and enter this address.`,
      ];
  return {
    id: deps.secrets.id("msg"),
    spaceId: space.id,
    recipient: user.email,
    subject: `You have been added to ${space.name}`,
    body: [
      greeting,
      "",
      `An administrator has added you to the space ${space.name}.`,
      "",
      `Sign in here: ${deps.appUrl}/${space.slug}/login`,
      ...password,
      "",
    ].join("\n"),
    createdAt: now,
    sentAt: null,
    attempts: 0,
    lastError: null,
  };
}
