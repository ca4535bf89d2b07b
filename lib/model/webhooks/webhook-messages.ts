import { z } from "zod";
import { protocols } from "../sign-in/identity";
import type { testEventType, WebhookEventType } from "./webhook-events";

type MessageType = WebhookEventType | typeof testEventType;

const moment = z.iso.datetime();
const target = z
  .object({
    kind: z.string().describe("What kind of thing it is"),
    id: z.string().describe("Its id"),
    name: z.string().optional().describe("Its name at that time; for a person, their address or name"),
  })
  .describe("What it happened to");
const actor = z
  .object({
    kind: z.string().describe("What acted: a user, an account, an operator, the system and so on"),
    id: z.string().nullable().describe("The actor's id; null: it has none"),
    name: z.string().nullable().describe("The actor's name at that time"),
  })
  .describe("Who did it");
const changed = {
  target: target.nullable().describe("What it happened to; null: nothing in particular"),
  actor,
  details: z
    .record(z.string(), z.unknown())
    .describe("What else there is to say, as in the audit log. Never a secret"),
};
const endsAt = moment.describe("When it expires");
const days = z.number().int().describe("In how many days");

/** What each kind of message says, besides where it happened. */
export const webhookData = {
  "connection.activated": z.object(changed),
  "connection.disabled": z.object(changed),
  "connection.enabled": z.object(changed),
  "connection.removed": z.object(changed),
  "user.provisioned": z.object(changed),
  "user.pending": z.object(changed),
  "user.deactivated": z.object(changed),
  "user.reactivated": z.object(changed),
  "access.ended": z.object(changed),
  "certificate.ending": z.object({ target, endsAt, days }),
  "directory.activated": z.object(changed),
  "directory.paused": z.object(changed),
  "directory.resumed": z.object(changed),
  "directory.removed": z.object(changed),
  "directory.held": z.object({ target }),
  "directory.failing": z.object({ target }),
  "directory.silent": z.object({ target }),
  "directory.credential_ending": z.object({
    target,
    kind: z.enum(["token", "secret"]).describe("Which kind of credential"),
    prefix: z.string().describe("Its first characters"),
    endsAt,
    days,
  }),
  "sign_in.refused": z.object({
    attemptId: z.string().describe("The attempt, as the sign-in log has it"),
    connection: z
      .object({ id: z.string().describe("Its id"), name: z.string().describe("Its name") })
      .describe("The connection that it went through"),
    protocol: z.enum(protocols).describe("What the provider speaks"),
    email: z.string().nullable().describe("The address that the provider named; null: none"),
    refusalCode: z.string().nullable().describe("Why; each code is explained at /docs/refusals"),
  }),
  "webhook.test": z.object({ message: z.string().describe("That this is a test") }),
} as const satisfies Record<MessageType, z.ZodObject>;

/** What a message of this type says. */
export type WebhookData<Type extends MessageType> = z.output<(typeof webhookData)[Type]>;

/** What the message is about, for people. */
export const aboutWebhookMessage: Record<MessageType, string> = {
  "connection.activated": "A connection, or a new version of one, went live.",
  "connection.disabled": "A connection was disabled: sign-ins through it are refused.",
  "connection.enabled": "A disabled connection was enabled again.",
  "connection.removed": "A connection was removed.",
  "user.provisioned":
    "Single sign-on or a directory brought a person in, or somebody who was waiting was approved.",
  "user.pending": "A person waits for approval.",
  "user.deactivated": "A person was deactivated, or rejected after waiting.",
  "user.reactivated": "A deactivated person was reactivated.",
  "access.ended":
    "A person's access here was ended: by an administrator, a directory, an identity provider, or the person. The details say the cause and count what has ended.",
  "certificate.ending": "A provider's certificate expires: 30, 7 and 1 days before, and on the day.",
  "directory.activated": "A directory was activated: it brings people in and ends access.",
  "directory.paused": "A directory was paused.",
  "directory.resumed": "A paused directory was resumed.",
  "directory.removed": "A directory was removed.",
  "directory.held":
    "A directory would end many people's access, and the brake holds it. Once an hour at most.",
  "directory.failing": "The latest changes of a directory were refused one after another.",
  "directory.silent": "Nothing has come from a directory for a day.",
  "directory.credential_ending": "A token or secret of a directory expires soon.",
  "sign_in.refused": "A sign-in was refused.",
  "webhook.test": "Sent by hand to test the address. Nobody subscribes to it.",
};

const place = {
  spaceId: z.string().optional().describe("The space's id; absent: it belongs to no space"),
  space: z
    .object({
      id: z.string().describe("Its id"),
      slug: z.string().describe("Its name in addresses"),
      externalId: z.string().nullable().describe("Your own id of it; null: none"),
    })
    .nullable()
    .optional()
    .describe("Only in messages to webhooks of the installation"),
};

/** The name of a message in the description of the API. */
export function messageName(type: MessageType): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Message`;
}

function messageOf<Type extends MessageType>(type: Type) {
  return z
    .object({
      type: z.literal(type).describe("What happened"),
      timestamp: moment.describe("When it happened"),
      data: z.object({ ...place, ...webhookData[type].shape }).describe("What there is to say about it"),
    })
    .meta({ id: messageName(type), description: aboutWebhookMessage[type] });
}

export const messageTypes = Object.keys(webhookData) as MessageType[];

/** The whole message of each type, as it is sent. */
export const webhookMessages = messageTypes.map((type) => ({ type, message: messageOf(type) }));

/** Any message. */
export const webhookMessage = z
  .union(webhookMessages.map(({ message }) => message))
  .meta({ id: "WebhookMessage", description: "A message to a webhook" });
