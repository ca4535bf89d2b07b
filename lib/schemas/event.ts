import { z } from "zod";
import { actorView, targetView } from "./audit";
import { apiListFields } from "./list-query";

const mark = /^e\.(\d{1,15})$/;

/** The mark behind a position of the feed, opaque for programs. */
export function writeEventCursor(position: number): string {
  return Buffer.from(`e.${position}`).toString("base64url");
}

/** The position that a mark stands for; `null` if it was not issued here. */
export function readEventCursor(cursor: string): number | null {
  const [, position] = mark.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  return position === undefined ? null : Number(position);
}

const type = z
  .string()
  .regex(/^[a-z0-9_.]{1,100}$/, "A type is one such as connection.activated; separate several with commas.");

export const eventApiQuery = z.strictObject({
  limit: apiListFields.limit,
  after: z
    .string()
    .max(60)
    .optional()
    .transform((text, context) => {
      const position = text === undefined ? 0 : readEventCursor(text);
      if (position !== null) return position;
      context.addIssue({ code: "custom", message: "after is the nextCursor of an earlier answer." });
      return z.NEVER;
    })
    .describe("`nextCursor` of the answer before; absent: from the first event on"),
  type: z
    .string()
    .max(5_000)
    .optional()
    .transform((text) => text?.split(","))
    .pipe(z.array(type).max(50, "At most 50 types.").optional())
    .describe("Only events of these types, separated by commas"),
  space: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Only those of one space, by its slug or your external ID"),
  since: z.iso
    .datetime({ offset: true, error: "since is an instant such as 2030-01-31T12:00:00Z." })
    .optional()
    .transform((text) => (text === undefined ? undefined : new Date(text)))
    .describe("Only events of this moment or later"),
});

/** Something that happened, in a space or at the installation. */
export const eventView = z
  .object({
    id: z.string().describe("The event's id"),
    type: z
      .string()
      .describe("What happened, for example connection.activated; the actions of the audit log"),
    at: z.iso.datetime().describe("When it happened"),
    space: z
      .object({
        id: z.string().describe("Its id"),
        slug: z.string().nullable().describe("Its slug; null: the space has been removed"),
        externalId: z.string().nullable().describe("Your own id of it; null: none"),
      })
      .nullable()
      .describe("null: it belongs to no space"),
    actor: actorView,
    target: targetView,
    details: z
      .record(z.string(), z.unknown())
      .describe("What else there is to say, depending on the type. Never a secret"),
  })
  .meta({ id: "Event", description: "Something that happened, in a space or at the installation" });
export type EventView = z.infer<typeof eventView>;

export const eventsAnswer = z.object({
  data: z.array(eventView).describe("The events, oldest first"),
  nextCursor: z
    .string()
    .describe("Send it as `after` next time, also if nothing came; it stays valid for ever"),
  hasMore: z.boolean().describe("Whether there is more behind it by now"),
});
