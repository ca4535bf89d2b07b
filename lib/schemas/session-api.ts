import { z } from "zod";
import { ways } from "@/lib/model/sign-in/session";
import { apiListFields } from "./list-query";

export const sessionApiQuery = z.strictObject({
  ...apiListFields,
  userId: z.string().max(64).optional().describe("Only sessions of this person"),
});

const moment = z.iso.datetime();

/** A session as one of the spaces that admitted it sees it. */
export const sessionView = z
  .object({
    id: z.string().describe("The session's id"),
    userId: z.string().describe("Whose it is"),
    userEmail: z.string().describe("Their address"),
    userName: z.string().describe("Their name"),
    way: z.enum(ways).describe("How they signed in to this space"),
    connectionId: z.string().nullable().describe("The connection that they came through; null: a password"),
    address: z.string().nullable().describe("The network address that they came from"),
    userAgent: z.string().nullable().describe("Their browser, as it names itself"),
    createdAt: moment.describe("When it began"),
    lastSeenAt: moment.describe("When it was last used"),
    expiresAt: moment.describe("When it ends by itself"),
  })
  .meta({ id: "Session", description: "A session that the space admitted" });

export const endedSessionsView = z.object({
  ended: z.number().int().describe("How many sessions have ended"),
});
